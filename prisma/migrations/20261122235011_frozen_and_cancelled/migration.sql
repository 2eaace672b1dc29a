-- AlterTable
ALTER TABLE "Congress" ADD COLUMN     "frozenFrom" DATE,
ADD COLUMN     "haltDocument" TEXT,
ADD COLUMN     "haltReason" TEXT;

-- handwritten below
ALTER TABLE "Congress" DROP CONSTRAINT "Congress_state_known";
ALTER TABLE "Congress" ADD CONSTRAINT "Congress_state_known" CHECK ("state" IN ('undated', 'draft', 'submitted', 'approved', 'held', 'reported', 'cancelled'));
-- Whoever stands still is told why; what was cancelled has no date left that could be frozen.
ALTER TABLE "Congress" ADD CONSTRAINT "Congress_halted" CHECK (
  (("haltReason" IS NOT NULL) = ("frozenFrom" IS NOT NULL OR state = 'cancelled')) AND ("frozenFrom" IS NULL OR state <> 'cancelled'));
