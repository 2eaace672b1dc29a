import type { Express } from "express";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { appliedMigrations } from "#app/db/installation.server.ts";
import type { Installation } from "./installation.server.ts";

export type JobsAlive = { readonly alive: () => boolean };

/** Liveness, readiness and metrics. Metrics carry counts and times of routes, never of records. */
export function observe(app: Express, installation: Installation, jobs: JobsAlive): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: "http_request_seconds",
    help: "Time to answer a request",
    labelNames: ["method", "status"] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  app.use((request, response, next) => {
    const stop = seconds.startTimer({ method: request.method });
    response.once("finish", () => stop({ status: `${Math.floor(response.statusCode / 100)}xx` }));
    next();
  });
  app.get("/healthz", (_request, response) => void response.type("text/plain").send("ok"));
  app.get("/readyz", (_request, response) => {
    installation.database
      .transaction(appliedMigrations, { timeoutMs: 2_000 })
      .then((count) => {
        const ready = count > 0 && jobs.alive();
        response.status(ready ? 200 : 503).json({ database: "reachable", migrations: count, jobs: jobs.alive() ? "alive" : "stopped" });
      })
      .catch(() => void response.status(503).json({ database: "unreachable" }));
  });
  app.get("/metrics", (request, response) => {
    // Open to this machine only; a collector elsewhere goes through the proxy's own rule.
    const from = request.socket.remoteAddress ?? "";
    if (!/^(::1|127\.|::ffff:127\.)/.test(from)) return void response.status(404).end();
    registry.metrics().then(
      (text) => void response.type(registry.contentType).send(text),
      () => void response.status(500).end(),
    );
  });
}
