#include "content/outlook_message.h"

#include "content/utf16_text.h"

#include <algorithm>
#include <array>

namespace leaksift::content {
namespace {

constexpr std::string_view kProperty = "__substg1.0_";
constexpr std::string_view kRecipient = "__recip_version1.0_";
constexpr std::string_view kAttachment = "__attach_version1.0_";
constexpr std::string_view kDataStream = "__substg1.0_37010102";
constexpr std::size_t kMostOfValue = 16 << 20;
constexpr std::size_t kMostRecipients = 10'000;

// [MS-OXPROPS]: what a property is called in the names of streams.
constexpr std::string_view kSubject = "0037";
constexpr std::string_view kBodyProperty = "1000";
constexpr std::string_view kSenderName = "0C1A";
constexpr std::string_view kName = "3001";
constexpr std::array<std::string_view, 2> kSenderAddress = {"5D01", "0C1F"};
constexpr std::array<std::string_view, 2> kAddress = {"39FE", "3003"};
constexpr std::array<std::string_view, 2> kFileName = {"3707", "3704"};

/// Those above, and others that say the same again.
constexpr std::array<std::string_view, 20> kTold = {
    "0037", "1000", "0C1A", "5D01", "0C1F", "3001", "39FE", "3003", "0E02", "0E03",
    "0E04", "0070", "0E1D", "0042", "0065", "5D02", "3A20", "5FF6", "3707", "3704"};

/// A property that is a text; empty if there is none.
std::string property_text(CfbFile& file, std::string_view folder, std::string_view property) {
  const std::string path = std::string(folder).append(kProperty).append(property);
  std::string text;
  if (const CfbFile::Entry* entry = file.find(path + "001F")) {
    append_utf16(text, file.head_of(*entry, kMostOfValue));
  } else if (const CfbFile::Entry* narrow = file.find(path + "001E")) {
    append_windows_1252(text, file.head_of(*narrow, kMostOfValue));
  }
  return text;
}

/// One that fits into a line of a header.
std::string line_of(CfbFile& file, std::string_view folder, std::string_view property) {
  std::string text = property_text(file, folder, property);
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
  return text;
}

/// "Ann Clay <ann@example.org>"; an address of another kind than those of the Internet says less.
std::string mailbox_of(CfbFile& file, std::string_view folder, std::string_view name,
                       const std::array<std::string_view, 2>& addresses) {
  std::string text = line_of(file, folder, name);
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == ',' || c == '"' || c == '<'; }, ' ');
  for (const std::string_view property : addresses) {
    const std::string address = line_of(file, folder, property);
    if (address.find('@') == std::string::npos) continue;
    if (text.find('@') != std::string::npos) text.clear();
    return text + (text.empty() ? "<" : " <") + address + ">";
  }
  return text;
}

}  // namespace

bool is_outlook_message(const CfbFile& file, std::string_view prefix) {
  return file.find(std::string(prefix) + "__properties_version1.0") != nullptr;
}

std::string outlook_message(CfbFile& file, std::string_view prefix) {
  std::string to;
  std::string last;
  std::size_t count = 0;
  for (const CfbFile::Entry& entry : file.entries()) {
    if (!entry.path.starts_with(prefix)) continue;
    const std::string_view inner = std::string_view(entry.path).substr(prefix.size());
    if (!inner.starts_with(kRecipient)) continue;
    const std::string folder(entry.path.substr(0, prefix.size() + inner.find('/') + 1));
    if (folder == last || ++count > kMostRecipients) continue;
    last = folder;
    to += (to.empty() ? "" : ", ") + mailbox_of(file, folder, kName, kAddress);
  }
  return "From: " + mailbox_of(file, prefix, kSenderName, kSenderAddress) + "\nTo: " + to +
         "\nSubject: " + line_of(file, prefix, kSubject) +
         "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" +
         property_text(file, prefix, kBodyProperty);
}

bool is_told_by_outlook_message(std::string_view path) {
  const std::string_view leaf = path.substr(path.rfind('/') + 1);
  if (path.find("__nameid_version1.0/") != path.npos || leaf == "__properties_version1.0") {
    return true;
  }
  if (!leaf.starts_with(kProperty) || leaf.size() != kProperty.size() + 8) return false;
  const std::string_view property = leaf.substr(kProperty.size(), 4);
  const std::string_view type = leaf.substr(kProperty.size() + 4);
  return (type == "001F" || type == "001E") &&
         std::find(kTold.begin(), kTold.end(), property) != kTold.end();
}

std::string outlook_attachment_name(CfbFile& file, std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == path.npos || path.substr(slash + 1) != kDataStream) return "";
  const std::string_view folder = path.substr(0, slash + 1);
  const std::size_t before = folder.rfind('/', slash - 1);
  const std::size_t begin = before == folder.npos ? 0 : before + 1;
  if (!folder.substr(begin).starts_with(kAttachment)) return "";
  for (const std::string_view property : kFileName) {
    const std::string name = property_text(file, folder, property);
    if (!name.empty()) return std::string(folder.substr(0, begin)) + name;
  }
  return "";
}

}  // namespace leaksift::content
