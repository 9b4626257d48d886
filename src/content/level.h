// Level: a container that is open, and what there is to say of it.
#pragma once

#include "content/budget.h"
#include "content/container_reader.h"
#include "content/expander.h"
#include "content/magic.h"
#include "content/replay_stream.h"
#include "core/translated_stream.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace leaksift::content {

using SharedProvenance = std::shared_ptr<const core::Provenance>;

/// Content whose format is not known yet.
struct Candidate {
  ReplayStream* stream;
  SharedProvenance as_container;  ///< Its provenance if it opens...
  SharedProvenance as_blob;       ///< ...and if it is a blob.
  std::string name;
  std::uint64_t bytes = 0;
  bool in_compressor = false;
  std::string flaw;  ///< What makes it partial, however well it is read; empty if nothing does.
  bool is_message = false;  ///< See Member.
  std::string charset;
};

/// Members are declared in the order of use: a later one reads from the earlier ones and goes
/// first.
struct Level {
  const Format* format;
  Candidate origin;
  std::string label;   ///< Item::format.
  std::string damage;  ///< The first thing that went wrong; empty if nothing did.
  std::unique_ptr<ContainerReader> reader;
  std::unique_ptr<ReplayStream> member;
  bool is_told = false;                ///< Its text stands for it; see Member::is_whole.
  std::unique_ptr<ReplayStream> rest;  ///< The raw bytes from where the container broke.
  std::unordered_map<std::uint64_t, std::uint32_t> names;  ///< How often a name's hash was met.
};

/// The bytes of a reader's current member, charged to the budget.
class MemberStream final : public core::ByteStream {
 public:
  /// `input` is the stream of the input, which has `bytes` bytes; 0 if that is not known.
  MemberStream(ContainerReader& reader, Budget& budget, std::size_t depth, std::uint64_t bytes,
               const ReplayStream& input)
      : reader_(reader), budget_(budget), depth_(depth), input_bytes_(bytes), input_(input) {}

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override;

 private:
  ContainerReader& reader_;
  Budget& budget_;
  std::size_t depth_;
  std::uint64_t input_bytes_;
  const ReplayStream& input_;
  std::uint64_t kept_back_ = reader_.bytes_kept_back();
};

/// The text of mail, with the way back to its bytes.
class MailStream final : public core::TranslatedStream {
 public:
  /// `inner`, and what `member` points to, must outlive it.
  MailStream(core::ByteStream& inner, const MailMember& member) : inner_(inner), member_(member) {}

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override {
    return inner_.read(buffer, capacity);
  }
  core::OffsetMap& origins() override { return *member_.origins; }
  core::LineMap* lines() override { return member_.lines; }
  const core::MailText* mail() const override { return &member_.form; }
  std::string_view encoding() const override { return {}; }

 private:
  core::ByteStream& inner_;
  MailMember member_;
};

/// `outer` with one step more.
SharedProvenance step_into(const SharedProvenance& outer, const std::string& name);

/// The way to a member called `name` of `level`. If all names on the way are longer together than
/// `most_bytes`, the last is cut, and ends in a hash of the whole. Counts names that repeat.
SharedProvenance step_to_member(Level& level, const Member& member, std::size_t most_bytes);

void mark_partial(Item& item, std::string reason);

/// A container that is read through, or a candidate that is not read at all.
Item outcome_of(const Candidate& candidate, std::string_view format);

/// A candidate whose bytes are scanned as they are.
Item blob_of(const Candidate& candidate);

/// A candidate that no password opens.
Item encrypted_item(const Candidate& candidate, std::string_view format);

/// A candidate whose bytes do not show all that it holds.
Item closed_item(const Candidate& candidate, const Format& format);

/// If the container broke and its bytes go on behind the break: these, as a blob with a step of its
/// own such as "raw from byte 812". Gives them once.
std::optional<Item> rest_of(Level& level);

}  // namespace leaksift::content
