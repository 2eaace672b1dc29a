-- handwritten below

-- Paths compare byte by byte, so that "everything under a branch" is an index range.
ALTER TABLE "Unit" ALTER COLUMN "path" TYPE text COLLATE "C";
ALTER TABLE "UnitPlacement" ALTER COLUMN "path" TYPE text COLLATE "C";
ALTER TABLE "AuditEntry" ALTER COLUMN "unitPath" TYPE text COLLATE "C";

-- A unit stands in one place on every day.
ALTER TABLE "UnitPlacement" ADD CONSTRAINT "UnitPlacement_one_place_a_day"
  EXCLUDE USING gist ("unitId" WITH =, daterange("validFrom", "validUntil") WITH &&);
ALTER TABLE "UnitPlacement" ADD CONSTRAINT "UnitPlacement_days_in_order" CHECK ("validUntil" IS NULL OR "validUntil" > "validFrom");
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_days_in_order" CHECK ("validUntil" IS NULL OR "validUntil" > "validFrom");
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_members_known_or_null" CHECK ("members" IS NULL OR "members" >= 0);
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_level_known" CHECK ("level" IN ('cell', 'sectional', 'grassroots', 'directSuperior', 'province'));
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_always_ends" CHECK ("validUntil" > "validFrom");
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_two_people" CHECK ("decidedById" IS NULL OR "proposedById" IS NULL OR "decidedById" <> "proposedById");
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_not_by_its_holder" CHECK ("decidedById" IS NULL OR "decidedById" <> "accountId");
ALTER TABLE "Congress" ADD CONSTRAINT "Congress_contents_known" CHECK ("contents" IN (2, 3, 4));
ALTER TABLE "Congress" ADD CONSTRAINT "Congress_state_known" CHECK ("state" IN ('undated', 'draft', 'submitted', 'approved', 'held', 'reported'));
ALTER TABLE "Congress" ADD CONSTRAINT "Congress_length_positive" CHECK ("lengthHalfDays" BETWEEN 1 AND 20);
ALTER TABLE "PlannedDate" ADD CONSTRAINT "PlannedDate_days_in_order" CHECK ("closesOn" >= "opensOn");
ALTER TABLE "Readiness" ADD CONSTRAINT "Readiness_light_known" CHECK ("light" IN ('red', 'amber', 'green', 'grey') AND "openLight" IN ('red', 'amber', 'green', 'grey'));
ALTER TABLE "Letter" ADD CONSTRAINT "Letter_days_in_order" CHECK (
  ("writtenOn" IS NULL OR "writtenOn" <= "receivedOn") AND ("competentReceivedOn" IS NULL OR "competentReceivedOn" >= "receivedOn"));
ALTER TABLE "LetterSubject" ADD CONSTRAINT "LetterSubject_about_one" CHECK (num_nonnulls("personId", "unitId", "congressId") = 1);
ALTER TABLE "LetterProposal" ADD CONSTRAINT "LetterProposal_two_people" CHECK ("decidedById" IS NULL OR "decidedById" <> "proposedById");

-- One working plan a campaign.
CREATE UNIQUE INDEX "PlanVersion_one_working" ON "PlanVersion" ("campaignId") WHERE "state" = 'working';
CREATE UNIQUE INDEX "PlanVersion_number" ON "PlanVersion" ("campaignId", "number") WHERE "number" IS NOT NULL;

-- Search: names folded by core/organisation/names, found anywhere inside.
CREATE INDEX "Unit_foldedName_trgm" ON "Unit" USING gin ("foldedName" gin_trgm_ops);
CREATE INDEX "Person_foldedName_trgm" ON "Person" USING gin ("foldedName" gin_trgm_ops);
CREATE INDEX "Leader_foldedName_trgm" ON "Leader" USING gin ("foldedName" gin_trgm_ops);
CREATE INDEX "Venue_foldedName_trgm" ON "Venue" USING gin ("foldedName" gin_trgm_ops);

-- A conclusion is never decided by whoever proposed it, even if the application were wrong.
CREATE FUNCTION conclusion_needs_two_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT "proposedById" FROM "ConclusionVersion" WHERE id = NEW."versionId") = NEW."decidedById" THEN
    RAISE EXCEPTION 'a conclusion is decided by another person than its proposer';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "ConclusionDecision_two_people" BEFORE INSERT ON "ConclusionDecision"
  FOR EACH ROW EXECUTE FUNCTION conclusion_needs_two_people();

-- What was once written stays: the log and its seals, the checks' own logs, proposed and decided conclusions.
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER "AuditEntry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER "AuditSeal_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditSeal"
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER "CheckEntry_append_only" BEFORE UPDATE ON "CheckEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER "LetterEntry_append_only" BEFORE UPDATE ON "LetterEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER "ConclusionVersion_append_only" BEFORE UPDATE ON "ConclusionVersion"
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER "ConclusionDecision_append_only" BEFORE UPDATE ON "ConclusionDecision"
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
