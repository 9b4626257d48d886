#include "structure/line_accounts.h"

#include "structure/read_cells.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace leaksift::structure {
namespace {

struct AccountFile {
  std::string_view format;
  std::string_view text;
  std::vector<std::string> cells;
};

const std::vector<AccountFile>& account_files() {
  static const std::vector<AccountFile> cases = {
      {"passwd",
       "# users\nroot:x:0:0:root:/root:/bin/bash\nnobody:*:65534:65534:Nobody:/nonexistent:\n"
       "mlopez:x:1002:1002:Mercedes Lopez,Room 12,555-0142,555-0143,x:/home/mlopez:/bin/zsh\r\n"
       "old:ab8NnnRmqQ1fo:1003:100::/home/old:/bin/sh\n",
       {"login=root#1", "password_hash=x#1", "gecos=root#1", "login=nobody#2", "gecos=Nobody#2",
        "login=mlopez#3", "password_hash=x#3", "full_name=Mercedes Lopez#3", "office=Room 12#3",
        "work_phone=555-0142#3", "home_phone=555-0143#3", "login=old#4",
        "password_hash=ab8NnnRmqQ1fo#4"}},
      {"passwd",
       "ann:$2b$08$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT:1001:1001:staff:0:0:Ann Ott:/home/ann:"
       "/bin/ksh\n",
       {"login=ann#1", "password_hash=$2b$08$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT#1",
        "full_name=Ann Ott#1"}},
      {"shadow",
       "root:*:19000:0:99999:7:::\nann:$y$j9T$F5Jx5fExrKu$X3DX6M94c7:19100:0:99999:7:::\n"
       "bo:!$6$abcdefgh$ojJRtQHd6oI6Dq0Gl:19100::::30:20000:\nnew:!!:19100::::::\n",
       {"login=root#1", "login=ann#2", "password_hash=$y$j9T$F5Jx5fExrKu$X3DX6M94c7#2",
        "login=bo#3", "password_hash=$6$abcdefgh$ojJRtQHd6oI6Dq0Gl#3", "login=new#4"}},
      {"pwdump",
       "CORP\\jdoe:1104:aad3b435b51404eeaad3b435b51404ee:2b576acbe6bcfda7294d6bd18041b8fe:::\n"
       "[*] Dumped (uid:rid:lm:nt)\n"
       "PC-7$:1105:NO PASSWORD*********************:e19ccf75ee54e06b06a5907af13cef42:::\n",
       {"login=CORP\\jdoe#1", "lm_hash=aad3b435b51404eeaad3b435b51404ee#1",
        "ntlm_hash=2b576acbe6bcfda7294d6bd18041b8fe#1", "login=PC-7$#2",
        "lm_hash=NO PASSWORD*********************#2",
        "ntlm_hash=e19ccf75ee54e06b06a5907af13cef42#2"}},
      {"smbpasswd",
       "ann:1001:XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX:2B576ACBE6BCFDA7294D6BD18041B8FE:"
       "[U          ]:LCT-4A0BD4F2:\n",
       {"login=ann#1", "lm_hash=XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX#1",
        "ntlm_hash=2B576ACBE6BCFDA7294D6BD18041B8FE#1"}},
      {"htpasswd",
       "ann:$apr1$lZL6V/ci$eIMz/iKDkbtys/uU7LEK00\nbob:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n",
       {"login=ann#1", "password_hash=$apr1$lZL6V/ci$eIMz/iKDkbtys/uU7LEK00#1", "login=bob#2",
        "password_hash={SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=#2"}},
      {"pgpass",
       "#host:port:db:user:pw\ndb1.corp.example:5432:crm:app_rw:Kx9!vuT\\:z44\n"
       "*:*:*:report:rEp0rt-2024\n",
       {"host=db1.corp.example#1", "database=crm#1", "login=app_rw#1", "password=Kx9!vuT\\:z44#1",
        "host=*#2", "database=*#2", "login=report#2", "password=rEp0rt-2024#2"}},
  };
  return cases;
}

TEST(Accounts, GiveWhatEachLineSaysOfItsAccount) {
  for (const AccountFile& file : account_files()) {
    SCOPED_TRACE(file.text);
    EXPECT_EQ(sniff(std::string(file.text)).format(), file.format);
    EXPECT_EQ(read_cells(std::string(file.text)), file.cells);
  }
}

TEST(Accounts, AreNoneOfOtherLinesWithColons) {
  const std::vector<std::string_view> texts = {
      "src/a.c:12:5: error: expected ';'\nsrc/b.c:13:7: error: expected ')'\n",
      "a.py:1234:x:y:z\nb.py:2345:x:y:z\n",
      "root:x:0:root\nadm:x:4:syslog,ann\n",
      "2024-01-02:10:11:12:13:/a:/b\n",
      "root:x:0:0:root:/root:/bin/bash\nkey: value\nother: value\n",
      "a:b\nc:d\n",
  };
  for (const std::string_view text : texts) {
    const std::string_view format = sniff(std::string(text)).format();
    EXPECT_TRUE(format == "text" || format == "csv" || format == "yaml" || format == "log")
        << format << " " << text;
  }
}

// What a window holds of a line that it cuts has the cells of the line.
TEST(Accounts, AreReadByteByByte) {
  for (const AccountFile& file : account_files()) {
    const std::string text(file.text);
    const std::size_t line = text.find('\n');
    const Cursor cursor = sniff(text);
    core::RecordIndex whole;
    cursor.index(std::string_view(text).substr(0, line), whole);
    for (std::size_t end = 1; end < line; ++end) {
      core::RecordIndex part;
      cursor.index(std::string_view(text).substr(0, end), part);
      const auto reaches = [end](const core::Cell& cell) { return cell.begin < end; };
      const auto cells = std::count_if(whole.cells.begin(), whole.cells.end(), reaches);
      EXPECT_EQ(static_cast<std::ptrdiff_t>(part.cells.size()), cells) << text.substr(0, end);
    }
  }
}

}  // namespace
}  // namespace leaksift::structure
