// Prints what the build offers: each route with its address and who may pass its loader and its action.
const build = await import(new URL("../build/server/index.js", import.meta.url).href);
const routes = Object.values(build.routes).map(({ id, parentId, path, index, module }) => ({
  id,
  parentId: parentId ?? null,
  path: path ?? "",
  index: index === true,
  page: module.default !== undefined,
  loader: module.loader === undefined ? null : { access: module.loader.access ?? null },
  action: module.action === undefined ? null : { access: module.action.access ?? null },
}));
process.stdout.write(JSON.stringify({ future: build.future, routes }), () => process.exit(0));
