"""Burners built from existing entities: hobs and thermometers of other integrations.

The modules:

- `mapping`: the role of each entity for its burner, as stored in the config entry.
- `power_levels`, `state_parsing`, `thermometer`: states of entities in the kitchen's units.
- `entity_tracker`, `state_reader`: track the entities and combine them to the state of one burner.
- `command_tracker`: concludes from commands and states who set the heat. Pure logic.
- `service_caller`, `command_validation`, `burner`: commands, timers, and off, which is repeated until it is seen.
  `EntityBurner` implements the kitchen's `Burner`.
- `persistent_state`: state stored over restarts.
- `presets`, `probe_roles`: recognize the hobs and probes of known integrations.
- `runtime`, `entity`, `buttons`, `events`, `sensors`: the hob in Home Assistant.

To set up a hob without the user interface, for example in a demo, follow the steps of the config flow:

1. Start a flow for `hearthtech` and choose `{"next_step_id": "hob"}`.
2. `{"name": "Old hob"}` (and `"device"`, a device id, to use a preset).
3. For each burner without a preset: `{"name": "Front left", "level": "input_number.front_left", "probe":
"sensor.soup"}`. The keys are those of `mapping.EntityRole`; a burner with only a thermometer is an open pot. Further settings
are given as `"more": {"control": "start"}` (guide, adjust, start).
4. A menu: `{"next_step_id": "hob_burner"}` for another burner, `{"next_step_id": "hob_finish"}` to finish.
5. A form lists what can't be guaranteed: `{}`, or `{"understood": true}` if a burner may be started from cold.

The burner ids are `<unique id of the entry>/1`, `/2` …, as for stoves.
"""
