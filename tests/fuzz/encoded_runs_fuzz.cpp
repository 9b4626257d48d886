// Fuzzes what finds encoded runs in plain text: escapes map back into the window, runs of base64
// are such, apart from each other, and owned by one block only.
#include "structure/base64_runs.h"
#include "structure/decode.h"
#include "structure/escaped_text.h"
#include "structure/text_marks.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace {

using leaksift::core::Block;
using leaksift::core::RecordIndex;
using leaksift::core::Span;
using leaksift::structure::Base64Runs;
using leaksift::structure::Escape;
using leaksift::structure::EscapedText;
using leaksift::structure::TextMarks;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_escapes(const Block& block) {
  const std::string_view window = block.view();
  for (std::size_t at = 0; at < window.size(); ++at) {
    const Escape escape = leaksift::structure::read_escape(window.substr(at));
    require(escape.length <= window.size() - at && escape.width <= sizeof escape.text);
    require(escape.length >= escape.width && (escape.length > 0 || escape.width == 0));
  }
  static EscapedText escaped;
  escaped.collect(block, RecordIndex{});
  std::size_t end = 0;
  for (std::size_t at = 0; at < escaped.text().size(); ++at) {
    const Span original = escaped.original(window, {at, at + 1});
    if (original.begin == original.end) continue;  // No escape is near.
    require(original.begin >= end && original.end <= window.size());
    const char byte = window[original.begin];
    const bool blank_of_query = byte == '+' && escaped.text()[at] == ' ';
    if (original.length() == 1) require(byte == escaped.text()[at] || blank_of_query);
    end = original.begin;
  }
}

std::vector<std::size_t> begins_of_runs(const Block& block, const TextMarks& marks) {
  static Base64Runs runs;
  runs.collect(block, marks);
  std::vector<std::size_t> begins;
  std::size_t passed = 0;
  for (const Base64Runs::Run& run : runs.runs()) {
    require(run.begin >= passed && run.end <= block.bytes.size());
    require(run.begin >= block.own_begin && run.begin < block.own_end);
    const std::size_t length = run.end - run.begin;
    require(length >= Base64Runs::kLeastLength && length <= Base64Runs::kMostLength);
    require(run.cut ? length == Base64Runs::kMostLength : true);
    const auto bytes = leaksift::structure::decode_base64(block.view().substr(run.begin, length));
    require(bytes.size() >= Base64Runs::kLeastLength / 4 * 3 && bytes.size() <= length / 4 * 3 + 2);
    begins.push_back(run.begin);
    passed = run.end;
  }
  return begins;
}

}  // namespace

/// The first byte says where lanes begin, the second where the second of two blocks does.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  Block block;
  block.bytes.assign(data + 2, data + size);
  block.offset = data[0] % TextMarks::kLane;
  block.own_end = block.bytes.size();
  TextMarks marks;
  marks.collect(block.view(), block.offset);
  check_escapes(block);
  const std::vector<std::size_t> all = begins_of_runs(block, marks);
  const std::size_t edge = block.bytes.size() * data[1] / 255;
  block.own_end = edge;
  std::vector<std::size_t> parts = begins_of_runs(block, marks);
  block.own_begin = edge;
  block.own_end = block.bytes.size();
  for (const std::size_t begin : begins_of_runs(block, marks)) parts.push_back(begin);
  require(parts == all);
  return 0;
}
