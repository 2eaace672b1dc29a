import { z } from "zod";
import { type Day, isDay } from "#app/core/time/day.ts";

const dayText = z.custom<Day>((value) => typeof value === "string" && isDay(value), "a day as YYYY-MM-DD");
const flag = z.enum(["0", "1"]).transform((value) => value === "1");

/** Every setting is an environment variable; docs/operations.md explains each. */
const Settings = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
    DATA_DIR: z.string().min(1).default("./data"),
    PORT: z.coerce.number().int().min(0).max(65535).default(3000),
    HOST: z.string().min(1).default("localhost"),
    DATABASE_URL: z.string().startsWith("postgres").optional(),
    DATABASE_OWNER_URL: z.string().startsWith("postgres").optional(),
    POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
    TODAY: dayText.optional(),
    DIGEST_KEY: z.string().min(32, "at least 32 characters").optional(),
    BACKUP_RECIPIENT: z.string().min(1).optional(),
    IDENTITY_STORE: z.enum(["paper"]).default("paper"),
    TLS_CERT: z.string().optional(),
    TLS_KEY: z.string().optional(),
    TRUSTED_PROXY: z.string().optional(),
    PUBLIC_ORIGIN: z.url().optional(),
    DEMO: flag.default(false),
  })
  .superRefine((settings, context) => {
    const loopback = ["localhost", "127.0.0.1", "::1"].includes(settings.HOST);
    const tls = settings.TLS_CERT !== undefined && settings.TLS_KEY !== undefined;
    const proxied = settings.TRUSTED_PROXY !== undefined && settings.PUBLIC_ORIGIN !== undefined;
    if (!loopback && !tls && !proxied)
      context.addIssue({
        code: "custom",
        path: ["HOST"],
        message:
          "off loopback the server needs TLS_CERT and TLS_KEY, or TRUSTED_PROXY with PUBLIC_ORIGIN: browsers would drop its secure cookies and nobody could sign in",
      });
  });

export type Settings = z.infer<typeof Settings>;

/** A missing or wrong setting stops the start with a sentence that names it. */
export class WrongSetting extends Error {}

export function readSettings(source: Record<string, string | undefined> = process.env): Settings {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = Settings.safeParse(given);
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new WrongSetting(`Wrong setting. ${sentences.join("; ")}`);
}
