/** Which devices of Home Assistant are our burners and stoves. */
import type { DeviceEntry, HomeAssistant } from "../data/hass";

const DOMAIN = "hearthtech";

function ownIds(device: DeviceEntry): string[] {
  return (device.identifiers ?? []).filter(([domain]) => domain === DOMAIN).map(([, id]) => id);
}

/** The device of an entity of ours, if it is a burner or a stove. */
export function heatDevice(hass: HomeAssistant, entityId: string): DeviceEntry | undefined {
  const entity = hass.entities[entityId];
  if (entity?.platform !== DOMAIN || !entity.device_id) return undefined;
  const device = hass.devices[entity.device_id];
  return device !== undefined && (isBurner(device) || isStove(hass, device)) ? device : undefined;
}

export function isBurner(device: DeviceEntry): boolean {
  return ownIds(device).some((id) => /\/\d+$/.test(id));
}

function isStove(hass: HomeAssistant, device: DeviceEntry): boolean {
  const ids = ownIds(device).map((id) => `${id}/`);
  return Object.values(hass.devices).some((other) =>
    ownIds(other).some((id) => ids.some((start) => id.startsWith(start))),
  );
}

/** Whether an entity is ours: of this domain of Home Assistant, with this translation key. */
export function isOwn(hass: HomeAssistant, entityId: string, domain: string, key: string): boolean {
  const entity = hass.entities[entityId];
  return entity?.platform === DOMAIN && entity.translation_key === key && entityId.startsWith(`${domain}.`);
}
