#include "structure/delimited.h"

#include "core/block.h"
#include "structure/bytes.h"
#include "structure/cell_writer.h"
#include "structure/delimited_line.h"
#include "structure/delimited_machine.h"
#include "structure/delimited_sniff.h"
#include "structure/sample.h"

#include <algorithm>
#include <string>
#include <utility>

namespace leaksift::structure {

namespace {

/// A sink for which the end of a row is that of its record.
template <class Base>
struct RowSink : Base {
  using Base::Base;
  void end_row(std::uint32_t, std::int64_t end, bool odd) {
    // Of a row that reaches further, not every window that sees the cell would know its width.
    if (odd) this->loosen(end - static_cast<std::int64_t>(core::kMaxMatchLength));
    this->close_record(end);
  }
};
using RowWriter = RowSink<CellWriter>;

class DelimitedParser final : public Parser {
 public:
  explicit DelimitedParser(DelimitedTable table)
      : heading_(std::move(table.heading)),
        data_begin_(table.data_begin),
        skip_(table.data_begin),
        machine_(table.dialect, heading_->names.size() < kMaxColumns ? heading_->names.size() : 0),
        delimiter_(table.dialect.delimiter) {}

  std::unique_ptr<Parser> clone() const override {
    return std::make_unique<DelimitedParser>(*this);
  }

  void advance(std::string_view bytes) override {
    const std::size_t skipped = std::min(skip_, bytes.size());
    skip_ -= skipped;
    RowSink<NoCells> sink;
    machine_.run(bytes.substr(skipped), sink, false);
  }

  void index(std::string_view window, core::RecordIndex& out) const override {
    RowWriter writer(out, window.size());
    writer.select(heading_);
    const std::size_t skipped = std::min(skip_, window.size());
    DelimitedMachine machine = machine_;
    machine.run(window.substr(skipped), writer, true, skipped);
  }

  std::string_view format() const override { return delimited_format(delimiter_); }

  std::string damage() const override {
    if (machine_.lost_quote() != DelimitedMachine::kNowhere) {
      return "quote not closed at byte " + std::to_string(data_begin_ + machine_.lost_quote());
    }
    const std::uint64_t odd = machine_.odd_rows();
    if (odd == 0) return {};
    return std::to_string(odd) + (odd == 1 ? " row" : " rows") +
           " of another width than the table, at byte " +
           std::to_string(data_begin_ + machine_.first_odd_row());
  }

 private:
  SharedHeading heading_;
  std::size_t data_begin_;
  std::size_t skip_;  ///< Bytes that are left of the preamble and the header.
  DelimitedMachine machine_;
  char delimiter_;
};

/// The end of a blob ends its last row.
std::unique_ptr<Parser> delimited_parser(const Sample& sample,
                                         std::optional<DelimitedTable> (*find)(std::string_view)) {
  std::optional<DelimitedTable> table =
      sample.complete() ? find(std::string(sample.bytes()) + '\n') : find(sample.bytes());
  if (!table) return nullptr;
  return std::make_unique<DelimitedParser>(*std::move(table));
}

}  // namespace

std::unique_ptr<Parser> sniff_delimited(const Sample& sample) {
  return delimited_parser(sample, &find_table);
}

std::unique_ptr<Parser> sniff_loader(const Sample& sample) {
  // Most texts have neither: they are not copied.
  const std::string_view text = sample.bytes();
  const bool marked = text.find("BEGINDATA") != npos || text.find("begindata") != npos;
  if (!marked) return nullptr;
  return delimited_parser(sample, &find_loader_table);
}

std::unique_ptr<Parser> sniff_headless(const Sample& sample) {
  return delimited_parser(sample, &find_headless_table);
}

}  // namespace leaksift::structure
