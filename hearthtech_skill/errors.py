"""Errors of the skill; each message is one sentence for its administrator."""


class SkillError(Exception):
    """Base class of all errors; `str()` is one sentence without secrets."""


class ConfigError(SkillError):
    """The configuration is invalid; nothing was started."""


class HomeAssistantAway(SkillError):
    """Home Assistant does not answer: not connected, too slow, or the connection was lost."""


class HomeAssistantRefused(SkillError):
    """Home Assistant answered with an error.

    `code` is Home Assistant's own, e.g. `unauthorized` or `unknown_command`.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class InvalidMessage(SkillError):
    """A message from the broker does not conform to Hermes.

    `session_id` and `site_id` are set if they could be read, so that the session can be ended.
    """

    def __init__(self, sentence: str, *, session_id: str | None = None, site_id: str | None = None) -> None:
        super().__init__(sentence)
        self.session_id = session_id
        self.site_id = site_id
