"""Hobs and thermometers that a household has already, made into burners out of their entities.

How the parts lie:

- `mapping`: which entity is what to a burner, as the entry keeps it.
- `levels`, `readings`, `thermometer`: what entities say, in the kitchen's units.
- `watch`, `reader`: the entities, followed, and read together into one burner.
- `heat`: whose heat it is, concluded from what was asked for and what came. Pure; all the care is here.
- `sender`, `burner`: orders, timers, off until it is seen. `EntityBurner` satisfies the kitchen's `Burner`.
- `memory`: what is kept over restarts.
- `presets`: what the hobs of known integrations look like.
- `runtime`, `entry`, `entity` and the platforms: the hob in Home Assistant.

Setting one up without a screen, for example in a demo, by the steps of the config flow:

1. start a flow for `hearthtech` and choose `{"next_step_id": "hob"}`
2. `{"name": "Old hob"}` (and `"device"`, a device id, to let a preset fill everything in)
3. for each burner by hand: `{"name": "Front left", "level": "input_number.front_left", "probe": "sensor.soup"}`.
   The roles are those of `mapping.Role`; a burner with a thermometer alone is an open pot.
   What is known of it can be added as `"more": {"control": "start"}` (guide, adjust, start).
4. a menu: `{"next_step_id": "hob_burner"}` for another burner, `{"next_step_id": "hob_finish"}` to end
5. what can't be guaranteed is shown: `{}`, or `{"understood": true}` where a burner may be started from cold

The burners are then called `<entry's unique id>/1`, `/2` …, as everywhere.
"""
