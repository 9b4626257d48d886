// The fields in a line of a log: pairs of a key and a value, and the members of JSON in it.
#pragma once

#include "structure/cell_writer.h"
#include "structure/json_machine.h"
#include "structure/line_pairs.h"
#include "structure/sign_places.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace leaksift::structure {

/// Gives what stands in a line to `out`, a LineOutput: the values of pairs (line_pairs.h), named by
/// their keys, and those of JSON objects and of arrays of objects, named by the JSON Pointer within
/// them, behind the key if they are the value of a pair: "payload/customer/ssn", "/customer/ssn".
/// From where JSON makes no sense, the line is read on as before.
template <class Out>
class FieldReader {
 public:
  /// `signs`: where in the line each '=' and '{' stands.
  FieldReader(std::string_view line, LineSigns signs, Out& out)
      : line_(line), signs_(signs), out_(out) {}

  /// What begins in [from, to). Returns where it ends.
  std::size_t read(std::size_t from, std::size_t to = std::string_view::npos) {
    at_ = least_ = from;
    while ((at_ = signs_.next(at_)) < std::min(to, line_.size())) {
      if (line_[at_] == '=') {
        read_pair();
      } else {
        read_braces();
      }
    }
    return least_;
  }

 private:
  /// Where the values of JSON go.
  struct Members : NoCells {
    Members(Out& out, std::size_t begin, std::string_view key)
        : out_(out), begin_(begin), key_length_(key.size()), name_(key) {}
    void value(std::int64_t begin, std::int64_t end, std::string_view pointer,
               core::Encoding encoding) {
      name_.resize(key_length_);
      name_ += pointer;
      out_.value(begin_ + static_cast<std::size_t>(begin), begin_ + static_cast<std::size_t>(end),
                 name_, encoding);
    }

   private:
    Out& out_;
    std::size_t begin_;
    std::size_t key_length_;
    std::string name_;
  };

  std::string_view key_of(const LinePair& pair) const {
    return line_.substr(pair.key_begin, pair.key_end - pair.key_begin);
  }

  void read_pair() {
    LinePair pair;
    const std::size_t equals = at_++;
    const bool found = pair_at(line_, equals, least_, pair);
    key_ = key_of(pair);
    if (!found) return;
    out_.value(pair.begin, pair.end, key_, pair.encoding);
    at_ = least_ = pair.next;
  }

  void read_braces() {
    const std::size_t begin = at_ > least_ && line_[at_ - 1] == '[' ? at_ - 1 : at_;
    const std::size_t name = line_.find_first_not_of(' ', at_ + 1);
    if (name == std::string_view::npos || line_[name] != '"') {
      ++at_;
      return;
    }
    const bool value = begin > least_ && line_[begin - 1] == '=';
    JsonMachine machine(JsonMachine::Layout::kLines);
    Members members(out_, begin, value ? key_ : std::string_view());
    at_ = least_ = begin + machine.run_first(line_.substr(begin), members);
  }

  std::string_view line_;
  LineSigns signs_;
  Out& out_;
  std::size_t at_ = 0;
  std::size_t least_ = 0;  ///< What stands before has been read.
  std::string_view key_;   ///< Before the latest '=', or empty.
};

}  // namespace leaksift::structure
