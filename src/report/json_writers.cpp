#include "report/json_writers.h"

#include "base/json_text.h"
#include "report/json_objects.h"

#include <cstddef>

namespace leaksift::report {

base::Status NdjsonWriter::header(const core::ScanHeader& header) {
  types_ = header.types;
  append_scan(line_, header);
  return write_line();
}

base::Status NdjsonWriter::entries(std::string_view lines) {
  return sink_.write(lines);
}

base::Status NdjsonWriter::file(const core::FileLine& file) {
  if (!emit_.files) return base::Ok{};
  append_file(line_, file, types_);
  return write_line();
}

base::Status NdjsonWriter::summary(const core::Summary& summary) {
  if (!emit_.summary) return base::Ok{};
  append_summary(line_, summary, types_);
  return write_line();
}

base::Status NdjsonWriter::write_line() {
  line_.push_back('\n');
  base::Status status = sink_.write(line_);
  line_.clear();
  return status;
}

base::Status JsonWriter::header(const core::ScanHeader& header) {
  types_ = header.types;
  text_ = "{\"schema\":";
  base::append_json(text_, kSchemaName);
  text_.append(",\n\"scan\":");
  append_scan(text_, header);
  text_.append(",\n\"entries\":[");
  return sink_.write(text_);
}

base::Status JsonWriter::entries(std::string_view lines) {
  text_.clear();
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    begin_entry();
    text_.append(lines.substr(0, end));
    lines.remove_prefix(end + 1);
  }
  return sink_.write(text_);
}

base::Status JsonWriter::file(const core::FileLine& file) {
  if (!emit_.files) return base::Ok{};
  text_.clear();
  begin_entry();
  append_file(text_, file, types_);
  return sink_.write(text_);
}

base::Status JsonWriter::summary(const core::Summary& summary) {
  text_ = "\n]";
  if (emit_.summary) {
    text_.append(",\n\"summary\":");
    append_summary(text_, summary, types_);
  }
  text_.append("}\n");
  return sink_.write(text_);
}

void JsonWriter::begin_entry() {
  text_.append(first_entry_ ? "\n" : ",\n");
  first_entry_ = false;
}

}  // namespace leaksift::report
