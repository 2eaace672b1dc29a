import { row, rows } from "./database.ts";
import { expect, inBothWays, signIn, test } from "./fixtures.ts";

const OFFICER = `SELECT id FROM "Account" WHERE login = 'vetting'`;

inBothWays("an officer logs an answer in three actions from the queue", async ({ page, scripted }) => {
  await signIn(page, "vetting");
  await page.goto("/personnel?show=overdue");
  const line = page.getByRole("row").filter({ hasText: "Đã gửi, chờ trả lời" }).nth(scripted ? 0 : 3);
  await line.getByRole("link").first().click();
  await expect(page).toHaveURL(/check=/);
  const check = new URL(page.url()).searchParams.get("check") ?? "";
  await page.getByLabel("Việc đã làm").selectOption({ label: "Nhận văn bản trả lời" });
  await page.getByLabel("Số văn bản trả lời").fill("45-CV/TC");
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await expect(page).toHaveURL(/notice=checkLogged/);
  expect(await row(`SELECT state, "documentNumber" AS number FROM "Check" WHERE id = $1`, [check])).toMatchObject({ number: "45-CV/TC" });
});

inBothWays("an officer proposes a conclusion, and only the lead confirms it", async ({ page, scripted }) => {
  const returned = await rows<{ id: string }>(
    `SELECT n.id::text FROM "Nominee" n JOIN "Conclusion" c ON c."nomineeId" = n.id WHERE c.standing = 'returned' AND n."officerId" = (${OFFICER}) ORDER BY n.id`,
  );
  const id = returned[scripted ? 0 : 1]?.id ?? "";
  await signIn(page, "vetting");
  await page.goto(`/personnel/nominees/${id}`);
  await page.locator("select[name=verdict]").selectOption({ label: "Đủ tiêu chuẩn, điều kiện" });
  await page.locator("[name=reasons]").fill("Hồ sơ đã bổ sung đủ");
  await page.getByRole("button", { name: "Đề xuất kết luận" }).click();
  await expect(page).toHaveURL(/notice=conclusionProposed/);
  await expect(page.getByRole("button", { name: "Xác nhận kết luận" })).toHaveCount(0);
  await page.context().clearCookies();
  await signIn(page, "vetting.lead");
  await page.goto(`/personnel/nominees/${id}`);
  await page.getByRole("button", { name: "Xác nhận kết luận" }).click();
  await expect(page).toHaveURL(/notice=conclusionDecided/);
  expect(await row(`SELECT standing FROM "Conclusion" WHERE "nomineeId" = $1`, [id])).toEqual({ standing: "confirmed" });
  // A planner sees the state and neither the reasons nor the checks.
  await page.context().clearCookies();
  await signIn(page, "planner");
  await page.goto(`/personnel/nominees/${id}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Đã kết luận đủ điều kiện");
  expect(await page.content()).not.toContain("Hồ sơ đã bổ sung đủ");
});

inBothWays("a planner puts somebody without a file on the slate, once; nobody is born tomorrow", async ({ page, scripted }) => {
  const { id } = await row<{ id: string }>(`SELECT c.id::text FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" WHERE u.code = '90.002.036'`);
  const name = scripted ? "Tạ Thị Thử Nghiệm" : "Tạ Văn Thử Nghiệm";
  await signIn(page, "planner.district");
  await page.goto(`/personnel/slates/${id}/add`);
  const fill = async (born: string): Promise<void> => {
    await page.getByLabel("Họ và tên").fill(name);
    await page.getByRole("textbox", { name: /^Ngày sinh/ }).fill(born);
    await page.getByLabel("Cho chức danh").selectOption({ label: "Cấp ủy viên" });
    await page.getByLabel("Diện").selectOption({ label: "Tham gia lần đầu" });
    await page.getByRole("button", { name: "Lập hồ sơ và đưa vào danh sách" }).click();
  };
  await fill("31/02/1980");
  await expect(page.getByText(/Không phải là một ngày có thật/).first()).toBeVisible();
  await expect(page.getByLabel("Họ và tên")).toHaveValue(name);
  await fill("01/06/2031");
  await expect(page.getByRole("alert")).toBeVisible();
  expect(await rows(`SELECT 1 FROM "Person" WHERE "fullName" = $1`, [name])).toEqual([]);
  await fill("02/09/1985");
  await expect(page).toHaveURL(/notice=nomineeAdded/);
  await expect(page.getByRole("link", { name })).toBeVisible();
  expect(await rows(`SELECT 1 FROM "Person" WHERE "fullName" = $1`, [name])).toHaveLength(1);
});

test("a form sent twice creates one thing", async ({ page }) => {
  const { id } = await row<{ id: string }>(`SELECT c.id::text FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" WHERE u.code = '90.002.036'`);
  await signIn(page, "planner.district");
  const form = { formKey: "twice-is-once-0001", intent: "new", post: "committeeMember", kind: "firstTime", fullName: "Hồ Hai Lần", sex: "", bornOn: "", joinedOn: "", officialOn: "", presentPost: "", inPostSince: "", onPlanningList: "" };
  const headers = { Origin: process.env["JOURNEY_ORIGIN"] ?? "", Cookie: (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ") };
  const send = () => fetch(`${headers.Origin}/personnel/slates/${id}/add`, { method: "POST", headers, body: new URLSearchParams(form), redirect: "manual" });
  const [first, second] = await Promise.all([send(), send()]);
  const third = await send();
  expect([first, second, third].map((answer) => answer.status).filter((status) => status === 303).length).toBeGreaterThanOrEqual(2);
  expect(third.headers.get("Location")).toBe(first.headers.get("Location") ?? second.headers.get("Location"));
  expect(await rows(`SELECT 1 FROM "Person" WHERE "fullName" = 'Hồ Hai Lần'`)).toHaveLength(1);
});
