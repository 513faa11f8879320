/** An item as somebody writes it: "2 kg flour", "6 eggs", "salt". */
export interface WrittenItem {
  name: string;
  amount?: number;
  unit?: string;
}

export function writtenItem(words: string): WrittenItem {
  const [, amount, unit, name] = /^(\d+(?:[.,]\d+)?)\s*(g|kg|ml|l)?\s+(.+)$/i.exec(words.trim()) ?? [];
  if (amount === undefined || name === undefined) return { name: words.trim() };
  return { name, amount: Number(amount.replace(",", ".")), ...(unit ? { unit: unit.toLowerCase() } : {}) };
}
