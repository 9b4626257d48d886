// What makes a parser of a format whose unit is a line.
#pragma once

#include "structure/bytes.h"
#include "structure/line_machine.h"
#include "structure/machine_parser.h"
#include "structure/sample.h"

#include <memory>
#include <utility>

namespace leaksift::structure {

/// A parser for the blob that `sample` is of, behind its byte order mark; `format` as LineMachine
/// wants it.
template <class Format>
std::unique_ptr<Parser> line_parser(Format format, const Sample& sample) {
  using Machine = LineMachine<Format>;
  return std::make_unique<MachineParser<Machine>>(
      Machine(std::move(format), bom_length(sample.bytes())));
}

}  // namespace leaksift::structure
