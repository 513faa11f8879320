"""`python -m tools.voice_training [LANGUAGE…]`: train the classifiers and write `voice/data/<language>/classifier.bin`."""

import sys

from custom_components.hearthtech.voice.classifier import classifier_file
from tools.voice_training import examples, languages
from tools.voice_training.train import known_words, train, words_of_language

LEVELS = 23
"""The largest weight of a language other than English: few levels, so that all files together are small."""


def main(codes: list[str]) -> None:
    """Train the languages, all by default."""
    for code in codes or ("en", *languages.LANGUAGES):
        if code == "en":
            english = examples.examples()
            model = train(english, known_words(english))
        else:
            said = languages.examples(code)
            known = words_of_language(said, languages.names_of_food(code), code)
            model = train(said, known, language=code, levels=LEVELS)
        model.save(classifier_file(code))


if __name__ == "__main__":
    main(sys.argv[1:])
