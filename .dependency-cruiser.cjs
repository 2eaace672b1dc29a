const ROOMS = {
  core: [],
  db: ["core"],
  usecases: ["core", "db"],
  http: ["core", "db", "usecases"],
  jobs: ["core", "db", "usecases", "http"],
  cli: ["core", "db", "usecases", "http", "ui"],
  ui: ["core"],
  routes: ["core", "usecases", "http", "ui"],
};
const TESTS = "\\.test\\.tsx?$";
const inside = (room) => `^app/${room}/`;

const doors = Object.entries(ROOMS).map(([room, doorsTo]) => ({
  name: `${room}-doors`,
  severity: "error",
  from: { path: inside(room), pathNot: TESTS },
  to: { path: "^app/[^/]+/", pathNot: [room, ...doorsTo].map(inside) },
}));

module.exports = {
  forbidden: [
    ...doors,
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "core-knows-only-date-fns",
      severity: "error",
      from: { path: inside("core"), pathNot: TESTS },
      to: { pathNot: ["^app/core/", "^node_modules/date-fns/"] },
    },
    {
      name: "core-subjects-are-strangers",
      comment: "A use-case gathers facts from several subjects and hands them over.",
      severity: "error",
      from: { path: "^app/core/([^/]+)/", pathNot: [TESTS, inside("core/planning")] },
      to: { path: "^app/core/[^/]+/", pathNot: ["^app/core/$1/", "^app/core/(time|organisation|rules)/"] },
    },
    {
      name: "planning-plans-congresses",
      comment: "Planning makes plans of what scheduling describes and checks; the checks know nothing of planning.",
      severity: "error",
      from: { path: inside("core/planning"), pathNot: TESTS },
      to: { path: "^app/core/[^/]+/", pathNot: "^app/core/(planning|scheduling|time|organisation|rules)/" },
    },
    {
      name: "prisma-stays-in-db",
      severity: "error",
      from: { path: "^app/", pathNot: ["^app/db/", TESTS] },
      to: { path: "^node_modules/(@prisma|pg)/|^app/db/generated/" },
    },
    {
      name: "remix-stays-at-the-door",
      severity: "error",
      from: { path: "^app/(core|db|usecases|cli|jobs)/" },
      to: { path: "^node_modules/(@remix-run|react)" },
    },
    {
      name: "calendar-library-stays-in-its-room",
      severity: "error",
      from: { path: "^app/", pathNot: "^app/ui/calendar/" },
      to: { path: "^node_modules/react-big-calendar" },
    },
    {
      name: "env-has-few-readers",
      severity: "error",
      from: { path: "^app/", pathNot: ["^app/(http|jobs|cli)/", "^app/serve\\.ts$", TESTS] },
      to: { path: "^app/env\\.server\\.ts$" },
    },
    {
      name: "nobody-imports-a-route",
      severity: "error",
      from: { path: "^app/", pathNot: "^app/routes/" },
      to: { path: "^app/routes/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^app/db/generated/(internal|models)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
  },
};
