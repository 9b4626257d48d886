#include "report/writer.h"

#include "report/json_writers.h"
#include "report/text_writer.h"

namespace leaksift::report {

std::unique_ptr<Writer> make_writer(Format format, Sink& sink, WriterOptions options) {
  switch (format) {
    case Format::kNdjson:
      return std::make_unique<NdjsonWriter>(sink, options.emit);
    case Format::kJson:
      return std::make_unique<JsonWriter>(sink, options.emit);
    case Format::kText:
      break;
  }
  return std::make_unique<TextWriter>(sink, options);
}

}  // namespace leaksift::report
