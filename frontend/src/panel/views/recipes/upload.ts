/** Upload a file to Home Assistant, for a command that takes its id. */
import type { HomeAssistant } from "../../../data/hass";

interface WithFetch {
  fetchWithAuth?: (path: string, init: RequestInit) => Promise<Response>;
}

export async function upload(hass: HomeAssistant, file: File): Promise<string> {
  const form = new FormData();
  form.append("file", file, file.name || "file");
  const { fetchWithAuth } = hass as HomeAssistant & WithFetch;
  const answer = await fetchWithAuth?.("/api/file_upload", { method: "POST", body: form });
  if (answer === undefined || !answer.ok) throw { code: "upload", message: `${answer?.status ?? "?"}` };
  return ((await answer.json()) as { file_id: string }).file_id;
}
