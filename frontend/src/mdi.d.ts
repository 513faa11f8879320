/** An icon as a path in a box of 24; see `scripts/mdi-icons.ts`. */
declare module "mdi:*" {
  const path: string;
  export default path;
}
