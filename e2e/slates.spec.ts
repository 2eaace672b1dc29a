import { row, rows } from "./database.ts";
import { expect, inBothWays, secondWindow, sendAgain, signIn, test } from "./fixtures.ts";

/** Congresses without a slate that elect a committee, of a district that no other journey works in. */
const fresh = async (at: number): Promise<string> =>
  (
    await rows<{ id: string }>(
      `SELECT c.id::text FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" LEFT JOIN "Slate" s ON s."congressId" = c.id
       WHERE u.code LIKE '90.004.%' AND u.level = 'grassroots' AND c.contents = 4 AND c.state IN ('undated', 'draft', 'submitted', 'approved') ORDER BY s."congressId" IS NOT NULL, u.code OFFSET $1 LIMIT 1`,
      [at],
    )
  )[0]?.id ?? "";

/** Somebody of the province who stands nowhere. */
const standsNowhere = async (at: number): Promise<{ id: string; name: string }> =>
  row(
    `SELECT p.id::text, p."fullName" AS name FROM "Person" p JOIN "Unit" u ON u.id = p."unitId"
     WHERE u.code LIKE '90.004.%' AND NOT EXISTS (SELECT 1 FROM "Nominee" n WHERE n."personId" = p.id) ORDER BY p.id OFFSET $1 LIMIT 1`,
    [at],
  );

inBothWays("a planner sets the seats, puts a known person on the slate, completes it, opens it again and withdraws the nominee", async ({ page, scripted }) => {
  const id = await fresh(scripted ? 0 : 1);
  await rows(`DELETE FROM "Slate" WHERE "congressId" = $1 AND NOT EXISTS (SELECT 1 FROM "Nominee" WHERE "congressId" = $1)`, [id]);
  const who = await standsNowhere(scripted ? 0 : 1);
  await signIn(page, "planner");
  await page.goto(`/personnel/slates/${id}`);

  const secretary = page.getByLabel("Bí thư", { exact: true });
  await secretary.fill("một");
  await page.getByLabel("Cấp ủy viên", { exact: true }).fill("0");
  await page.getByRole("button", { name: "Lưu số lượng" }).click();
  await expect(page.locator(".field.wrong")).toContainText("Ghi một số nguyên");
  await expect(secretary).toHaveValue("một");
  await secretary.fill("1");
  await page.getByRole("button", { name: "Lưu số lượng" }).click();
  await expect(page).toHaveURL(/notice=slateSaved/);
  await expect(page.getByRole("button", { name: "Danh sách đã hoàn chỉnh" })).toHaveCount(0);

  await page.goto(`/personnel/slates/${id}/add`);
  await page.getByRole("searchbox", { name: /Tìm theo họ tên/ }).fill(who.name);
  await page.getByRole("button", { name: "Lọc" }).click();
  const known = page.locator("form").filter({ has: page.locator("[name=personId]") });
  await known.getByLabel("Cho chức danh").selectOption({ label: "Bí thư" });
  await known.getByLabel("Diện").selectOption({ label: "Tái cử" });
  await page.getByRole("button", { name: "Đưa vào danh sách", exact: true }).click();
  await expect(page.locator(".field.wrong")).toContainText("Chọn một mục trong danh sách");
  await expect(known.getByLabel("Cho chức danh")).toHaveValue("secretary");
  await page.locator(`input[name=personId][value="${who.id}"]`).check();
  await page.getByRole("button", { name: "Đưa vào danh sách", exact: true }).click();
  await expect(page).toHaveURL(/notice=nomineeAdded/);

  await page.getByRole("button", { name: "Danh sách đã hoàn chỉnh" }).click();
  await expect(page).toHaveURL(/notice=slateCompleted/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("danh sách đã hoàn chỉnh");
  await page.getByRole("button", { name: "Mở lại danh sách" }).click();
  await expect(page).toHaveURL(/notice=slateReopened/);
  expect(await row(`SELECT state FROM "Slate" WHERE "congressId" = $1`, [id])).toEqual({ state: "open" });

  await page.getByRole("link", { name: who.name }).click();
  await page.getByRole("button", { name: "Rút khỏi danh sách" }).click();
  await expect(page.locator(".field.wrong")).toContainText("Chưa điền mục này");
  await page.getByLabel("Lý do rút").fill("Xin rút vì sức khỏe");
  await page.getByRole("button", { name: "Rút khỏi danh sách" }).click();
  await expect(page).toHaveURL(/notice=nomineeWithdrawn/);
  expect(await row(`SELECT withdrawn FROM "Nominee" WHERE "congressId" = $1`, [id])).toEqual({ withdrawn: true });
});

inBothWays("two planners set the seats: the second sees the three values and keeps one of each", async ({ page, scripted }) => {
  const id = await fresh(scripted ? 2 : 3);
  await signIn(page, "planner");
  await page.goto(`/personnel/slates/${id}`);
  await page.getByLabel("Bí thư", { exact: true }).fill("1");
  await page.getByLabel("Phó bí thư", { exact: true }).fill("2");
  await page.getByRole("button", { name: "Lưu số lượng" }).click();
  await expect(page).toHaveURL(/notice=slateSaved/);
  await page.getByLabel("Bí thư", { exact: true }).fill("3");
  await page.getByLabel("Phó bí thư", { exact: true }).fill("4");
  const theirs = await secondWindow(page);
  await theirs.goto(`/personnel/slates/${id}`);
  await theirs.getByLabel("Bí thư", { exact: true }).fill("5");
  await theirs.getByLabel("Phó bí thư", { exact: true }).fill("6");
  await theirs.getByRole("button", { name: "Lưu số lượng" }).click();
  await expect(theirs).toHaveURL(/notice=slateSaved/);
  await theirs.close();

  await page.getByRole("button", { name: "Lưu số lượng" }).click();
  const line = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "Bí thư", exact: true }) });
  await expect(line.getByRole("cell")).toHaveText(["1", "5", "3"]);
  await expect(page.getByText("Người khác vừa thay đổi mục này").first()).toBeVisible();
  await expect(page.getByText("Đã lưu danh sách nhân sự")).toBeHidden();
  await page.getByRole("radio", { name: "Giữ của người khác: Bí thư", exact: true }).check();
  await page.getByRole("button", { name: "Lưu số lượng" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
  expect(await rows(`SELECT post, seats FROM "SlatePost" WHERE "congressId" = $1 AND post IN ('secretary', 'deputySecretary') ORDER BY post`, [id])).toEqual([
    { post: "deputySecretary", seats: 4 },
    { post: "secretary", seats: 5 },
  ]);
  await expect(page.getByLabel("Bí thư", { exact: true })).toHaveValue("5");
});

inBothWays("a nominee is moved up the list of the post", async ({ page, scripted }) => {
  const { id, post } = await row<{ id: string; post: string }>(
    `SELECT n."congressId"::text AS id, n."postId"::text AS post FROM "Nominee" n JOIN "Congress" c ON c.id = n."congressId"
     WHERE NOT n.withdrawn AND c.state IN ('undated', 'draft', 'submitted', 'approved') GROUP BY n."congressId", n."postId" HAVING count(*) > 2 ORDER BY n."postId" OFFSET $1 LIMIT 1`,
    [scripted ? 0 : 1],
  );
  const order = async (): Promise<{ id: string; name: string }[]> =>
    rows(`SELECT n.id::text, p."fullName" AS name FROM "Nominee" n JOIN "Person" p ON p.id = n."personId" WHERE n."postId" = $1 AND NOT n.withdrawn ORDER BY n.position`, [post]);
  const [first, second] = await order();
  await signIn(page, "planner");
  await page.goto(`/personnel/slates/${id}`);
  await page.locator("form").filter({ has: page.locator(`[value="${second?.id}"]`) }).getByRole("button").click();
  await expect(page).toHaveURL(/notice=slateSaved/);
  expect((await order()).slice(0, 2)).toEqual([second, first]);
});

test("a known person put on a slate twice stands there once", async ({ page }) => {
  const id = await fresh(4);
  const who = await standsNowhere(4);
  await signIn(page, "planner");
  await page.goto(`/personnel/slates/${id}/add?q=${encodeURIComponent(who.name)}`);
  const known = page.locator("form").filter({ has: page.locator("[name=personId]") });
  await known.locator(`input[name=personId][value="${who.id}"]`).check();
  await known.locator("[name=post]").selectOption("committeeMember");
  await known.locator("[name=kind]").selectOption("firstTime");
  const again = await sendAgain(page, () => known.getByRole("button", { name: "Đưa vào danh sách" }).click());
  expect(again.status()).toBeLessThan(400);
  expect(await rows(`SELECT 1 FROM "Nominee" WHERE "personId" = $1`, [who.id])).toHaveLength(1);
});
