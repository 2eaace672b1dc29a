import { dictionary } from "./words.ts";

/** Who attends which congress, and how much. */
export const attending = dictionary({
  title: { vi: "{name}: dự {count} đại hội, không trùng buổi nào", en: { one: "{name} attends {count} congress, none at the same time", other: "{name} attends {count} congresses, none at the same time" } },
  titleClashes: { vi: "{name}: {clashing} trong {count} đại hội bị trùng hoặc vắng", en: { one: "{name}: {clashing} of {count} congress clashes", other: "{name}: {clashing} of {count} congresses clash" } },
  titleNone: { vi: "{name} chưa được phân công dự đại hội nào", en: "{name} is not assigned to any congress yet" },
  follow: { vi: "Theo dõi lịch", en: "Calendar feed" },
  toLeader: { vi: "Thông tin và vắng mặt", en: "Details and absences" },
  programme: { vi: "Theo thứ tự thời gian", en: "In order of time" },
  none: { vi: "Phân công khi đặt ngày cho từng đại hội.", en: "Leaders are assigned where a congress is given its day." },
  congress: { vi: "Đại hội", en: "Congress" },
  when: { vi: "Ngày", en: "Day" },
  undated: { vi: "chưa có ngày", en: "no date yet" },
  session: { vi: "Buổi khai mạc", en: "Opens" },
  venue: { vi: "Hội trường", en: "Hall" },
  state: { vi: "Trạng thái", en: "State" },
  clashes: { vi: "Vướng", en: "Clashes" },
  fine: { vi: "không", en: "none" },
  twice: { vi: "Trùng buổi với {other}", en: "Same half-day as {other}" },
  elsewhere: { vi: "một đại hội ngoài phạm vi", en: "a congress outside your branch" },
  away: { vi: "Vắng: {reason}", en: "Away: {reason}" },
  load: { vi: "Số đại hội mỗi lãnh đạo của {unit} dự, theo tháng", en: "Congresses of each leader of {unit}, by month" },
  leader: { vi: "Lãnh đạo", en: "Leader" },
  total: { vi: "Tổng", en: "All" },
});
