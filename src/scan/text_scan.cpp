#include "scan/text_scan.h"

#include "detect/compiled.h"
#include "scan/block_reader.h"

#include <algorithm>
#include <cstring>

namespace leaksift::scan {
namespace {

class TextStream final : public core::TranslatedStream {
 public:
  TextStream(std::string_view text, const core::MailText* mail) : rest_(text), mail_(mail) {}

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override {
    const std::size_t size = std::min(capacity, rest_.size());
    std::memcpy(buffer, rest_.data(), size);
    rest_.remove_prefix(size);
    return size;
  }
  core::OffsetMap& origins() override { return origins_; }
  const core::MailText* mail() const override { return mail_; }
  std::string_view encoding() const override { return {}; }

 private:
  std::string_view rest_;
  const core::MailText* mail_;
  core::OffsetMap origins_;  ///< Stays empty: the text is taken as it is.
};

}  // namespace

TextScan::TextScan(const detect::Database& database)
    : regions_(database.compiled().set),
      fields_(database.field_names(), regions_),
      matcher_(database) {}

std::vector<core::Match> TextScan::scan(std::string_view text, double least, std::size_t block_size,
                                        const core::MailText* mail) {
  TextStream stream(text, mail);
  BlockReader reader(stream, block_size, &fields_);
  structure::Cursor cursor;
  std::vector<core::Match> all;
  while (reader.next(block_, cursor)) {
    for (core::Match match : matcher_.match(block_, cursor, reader.columns().get(), least)) {
      match.value.begin += block_.offset;
      match.value.end += block_.offset;
      core::Judgement& what = judgements_.add(*match.what);
      what.field = {};
      what.table = {};
      match.what = &what;
      match.text = {};
      all.push_back(match);
    }
  }
  return all;
}

}  // namespace leaksift::scan
