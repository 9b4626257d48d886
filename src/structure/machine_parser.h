// MachineParser: a Parser made of a machine that is templated on its sink.
#pragma once

#include "structure/cell_writer.h"
#include "structure/parser.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace leaksift::structure {

/// `Machine` is copyable, holds its offset in the blob, and offers
///   template <class Sink> void run(std::string_view bytes, Sink& sink, bool flush);
///   std::string_view format() const;  std::string damage() const;
/// where run() moves over the next bytes of the blob and hands their records and cells to the sink
/// (CellWriter or NoCells), with offsets relative to `bytes`. With `flush`, what is open at their
/// end is handed out too, as far as it is known.
template <class Machine>
class MachineParser final : public Parser {
 public:
  explicit MachineParser(Machine machine) : machine_(std::move(machine)) {}

  std::unique_ptr<Parser> clone() const override { return std::make_unique<MachineParser>(*this); }

  void advance(std::string_view bytes) override {
    NoCells sink;
    machine_.run(bytes, sink, false);
  }

  void index(std::string_view window, core::RecordIndex& out) const override {
    CellWriter writer(out, window.size());
    Machine machine = machine_;
    machine.run(window, writer, true);
  }

  std::string_view format() const override { return machine_.format(); }
  std::string damage() const override { return machine_.damage(); }

 private:
  Machine machine_;
};

}  // namespace leaksift::structure
