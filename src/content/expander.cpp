#include "content/expander.h"

#include "content/archive_reader.h"
#include "content/budget.h"
#include "content/ebcdic.h"
#include "content/inner_name.h"
#include "content/magic.h"
#include "content/office_reader.h"
#include "content/replay_stream.h"
#include "content/sqlite_reader.h"

#include <optional>
#include <utility>
#include <vector>

namespace leaksift::content {
namespace {

using SharedProvenance = std::shared_ptr<const core::Provenance>;

/// The most that containers which prefer seeking may hold in memory at a time.
constexpr std::size_t kMaxHeld = 16 << 20;
/// How much of a container with a weak magic must decode before it is believed.
constexpr std::size_t kProof = 4096;

/// The bytes of a reader's current member, charged to the budget.
class MemberStream final : public core::ByteStream {
 public:
  MemberStream(ContainerReader& reader, Budget& budget, std::size_t depth, std::uint64_t bytes,
               const ReplayStream& input)
      : reader_(reader), budget_(budget), depth_(depth), input_bytes_(bytes), input_(input) {}

  base::Result<std::size_t> read(char* buffer, std::size_t capacity) override {
    if (!budget_.passed().empty()) return base::Error{std::string(budget_.passed())};
    base::Result<std::size_t> got = reader_.read(buffer, capacity);
    if (got) {
      const std::uint64_t input = input_bytes_ > 0 ? input_bytes_ : input_.bytes_taken();
      const std::uint64_t kept_back = reader_.bytes_kept_back();
      budget_.charge_bytes(depth_, *got + (kept_back - kept_back_), input);
      kept_back_ = kept_back;
    }
    return got;
  }

 private:
  ContainerReader& reader_;
  Budget& budget_;
  std::size_t depth_;
  std::uint64_t input_bytes_;
  const ReplayStream& input_;
  std::uint64_t kept_back_ = reader_.bytes_kept_back();
};

/// Content whose format is not known yet.
struct Candidate {
  ReplayStream* stream;
  SharedProvenance as_container;  ///< Its provenance if it opens...
  SharedProvenance as_blob;       ///< ...and if it is a blob.
  std::string name;
  std::uint64_t bytes = 0;
  bool in_compressor = false;
};

/// A container that is open. Members are declared in the order of use: a later one reads from the
/// earlier ones and goes first.
struct Level {
  const Format* format;
  Candidate origin;
  std::string label;   ///< Item::format.
  std::string damage;  ///< The first thing that went wrong; empty if nothing did.
  std::unique_ptr<ContainerReader> reader;
  std::unique_ptr<ReplayStream> member;
};

SharedProvenance step_into(const SharedProvenance& outer, const std::string& name) {
  auto inner = std::make_shared<core::Provenance>(*outer);
  inner->within.push_back(name);
  return inner;
}

void mark_partial(Item& item, std::string reason) {
  item.status = core::FileStatus::kPartial;
  item.reason = std::move(reason);
  item.incomplete = true;
}

Item outcome_of(const Candidate& candidate, std::string_view format) {
  Item item;
  item.provenance = candidate.as_container;
  item.format = format;
  item.bytes = candidate.bytes;
  return item;
}

Item blob_of(const Candidate& candidate) {
  Item item;
  item.provenance = candidate.as_blob;
  item.stream = candidate.stream;
  item.bytes = candidate.bytes;
  return item;
}

base::Result<std::unique_ptr<ContainerReader>> open_reader(const Format& format,
                                                           ReplayStream& stream) {
  using Opened = base::Result<std::unique_ptr<ContainerReader>>;
  if (format.id == FormatId::kSqlite) {
    if (!stream.seekable()) return base::Error{"sqlite: too large to be held"};
    auto reader = SqliteReader::open(stream);
    return reader ? Opened(*std::move(reader)) : Opened(reader.error());
  }
  if (format.id == FormatId::kZip && stream.seekable()) {
    if (auto office = OfficeReader::open(format, stream)) return Opened(std::move(office));
    if (!stream.seek(0)) return base::Error{"zip: seek failed"};
  }
  auto reader = ArchiveReader::open(format, stream);
  return reader ? Opened(*std::move(reader)) : Opened(reader.error());
}

Item skip_encrypted(const Candidate& candidate, std::string_view format) {
  Item item = outcome_of(candidate, format);
  item.status = core::FileStatus::kSkipped;
  item.reason = kEncrypted;
  item.incomplete = true;
  return item;
}

}  // namespace

struct Expander::State {
  State(SharedProvenance given, std::unique_ptr<core::ByteStream> stream, std::uint64_t bytes,
        core::Limits given_limits)
      : provenance(std::move(given)),
        input(std::move(stream)),
        input_bytes(bytes),
        limits(given_limits),
        budget(limits) {
    pending = {&input, provenance, provenance, own_name(*provenance), input_bytes, false};
  }

  std::optional<Item> advance();
  std::optional<Item> offer(Candidate candidate);
  Item text_of(const Candidate& candidate, std::string_view prefix);
  std::string open(const Format& format, const Candidate& candidate);
  void hold(const Format& format, ReplayStream& stream);
  bool open_compressed(Level& level);
  Candidate start_member(Level& level, const Member& member);
  void finish_member(Level& level);
  std::optional<Item> close();
  std::size_t bytes_held() const;

  SharedProvenance provenance;
  ReplayStream input;
  std::uint64_t input_bytes;
  core::Limits limits;
  Budget budget;
  std::optional<Candidate> pending;            ///< What is to be looked at next.
  std::vector<std::unique_ptr<Level>> levels;  ///< Outermost first.
  std::optional<EbcdicStream> ebcdic;          ///< Of the last item.
  std::vector<char> scratch = std::vector<char>(64 << 10);
};

/// Takes one step; gives the item that it yields, if any. Expects `pending` or an open level.
std::optional<Item> Expander::State::advance() {
  if (pending) return offer(*std::exchange(pending, std::nullopt));
  Level& level = *levels.back();
  finish_member(level);
  if (!budget.passed().empty()) return close();
  Member member;
  const base::Result<bool> more = level.reader->next(member);
  if (!more && level.damage.empty()) level.damage = more.error().message;
  if (!more || !*more) return close();
  budget.charge_member();
  if (!budget.passed().empty()) return close();
  Candidate candidate = start_member(level, member);
  if (member.encrypted) {
    level.member.reset();
    return skip_encrypted(candidate, "");
  }
  if (member.is_text) return blob_of(candidate);
  return offer(std::move(candidate));
}

/// Reads what is left of the current member, so that it is charged and its damage noticed.
void Expander::State::finish_member(Level& level) {
  while (level.member) {
    const base::Result<std::size_t> got = level.member->read(scratch.data(), scratch.size());
    if (got && *got > 0) continue;
    if (!got && level.damage.empty()) level.damage = got.error().message;
    level.member.reset();
  }
}

Candidate Expander::State::start_member(Level& level, const Member& member) {
  const std::size_t depth = levels.size();
  level.member = std::make_unique<ReplayStream>(
      std::make_unique<MemberStream>(*level.reader, budget, depth, input_bytes, input));
  const SharedProvenance& container = level.origin.as_container;
  Candidate candidate;
  candidate.stream = level.member.get();
  candidate.bytes = member.bytes;
  candidate.in_compressor = level.format->is_compressor;
  if (candidate.in_compressor) {
    candidate.name = inner_name(level.origin.name, level.format->name);
    candidate.as_container = container;
    candidate.as_blob = step_into(container, candidate.name);
  } else {
    candidate.as_blob = step_into(container, member.name);
    candidate.as_container = candidate.as_blob;
    candidate.name = own_name(*candidate.as_blob);
  }
  return candidate;
}

/// Opens what is a container, which yields nothing yet; all else is a blob.
std::optional<Item> Expander::State::offer(Candidate candidate) {
  const std::string_view prefix = candidate.stream->peek(kMagicBytes);
  const Format* format = find_format(prefix);
  if (format == nullptr) return text_of(candidate, prefix);
  if (format->is_opaque) {
    Item item = blob_of(candidate);
    item.format = format->name;
    return item;
  }
  if (!budget.allows_depth(levels.size())) {
    Item item = blob_of(candidate);
    mark_partial(item, budget.depth_reason());
    return item;
  }
  candidate.stream->begin_attempt();
  const std::string failure = open(*format, candidate);
  const bool usable = failure.empty() || candidate.stream->rewind();
  candidate.stream->end_attempt();
  if (failure.empty()) return std::nullopt;
  if (failure == kEncrypted) return skip_encrypted(candidate, format->name);
  if (!usable) {
    Item item = outcome_of(candidate, format->name);
    item.status = core::FileStatus::kFailed;
    item.reason = failure;
    item.incomplete = true;
    return item;
  }
  Item item = blob_of(candidate);
  if (!format->is_weak) {
    mark_partial(item, std::string(format->name) + ": not readable as such, scanned as raw bytes");
  }
  return item;
}

/// A blob, with its encoding undone.
Item Expander::State::text_of(const Candidate& candidate, std::string_view prefix) {
  Item item = blob_of(candidate);
  const EbcdicPage* const page = find_ebcdic(prefix);
  if (page == nullptr) return item;
  ebcdic.emplace(*candidate.stream, *page);
  item.stream = &*ebcdic;
  item.encoding = page->name;
  return item;
}

/// Adds a level for `candidate`; or says why it cannot be read as `format`.
std::string Expander::State::open(const Format& format, const Candidate& candidate) {
  hold(format, *candidate.stream);
  auto reader = open_reader(format, *candidate.stream);
  if (!reader) return reader.error().message;
  auto level = std::make_unique<Level>();
  level->format = &format;
  level->origin = candidate;
  level->reader = *std::move(reader);
  level->label = level->reader->label().empty() ? format.name : level->reader->label();
  levels.push_back(std::move(level));
  if (!format.is_compressor || open_compressed(*levels.back())) return "";
  pending.reset();
  levels.pop_back();
  return std::string(format.name) + ": nothing could be decoded";
}

/// Takes a container into memory or a file if it can be read, or read better, by seeking alone.
void Expander::State::hold(const Format& format, ReplayStream& stream) {
  const std::size_t held = bytes_held();
  if (format.needs_seeking) {
    const std::uint64_t most = limits.max_held_bytes;
    if (held < most && stream.hold_all(most - held)) return;
    stream.hold_on_disk(limits.max_spooled_bytes);
  } else if (format.prefers_seeking && held < kMaxHeld) {
    stream.hold_all(kMaxHeld - held);
  }
}

/// Starts the one member of a compressed file, whose header alone proves little: it must decode.
bool Expander::State::open_compressed(Level& level) {
  Member member;
  const base::Result<bool> more = level.reader->next(member);
  if (!more || !*more) return more.ok();
  pending = start_member(level, member);
  const bool gives_bytes = !level.member->peek(kProof).empty();
  return !level.member->error() || (gives_bytes && !level.format->is_weak);
}

/// Ends the innermost level. One whose content is compressed makes one item with what it is
/// compressed by.
std::optional<Item> Expander::State::close() {
  const std::unique_ptr<Level> level = std::move(levels.back());
  levels.pop_back();
  if (level->damage.empty()) level->damage = budget.passed();
  if (level->origin.in_compressor) {
    Level& outer = *levels.back();
    outer.label = level->label + "+" + outer.label;
    if (outer.damage.empty()) outer.damage = level->damage;
    return std::nullopt;
  }
  Item item = outcome_of(level->origin, level->label);
  if (!level->damage.empty()) mark_partial(item, level->damage);
  return item;
}

std::size_t Expander::State::bytes_held() const {
  std::size_t held = input.bytes_held();
  for (const auto& level : levels) held += level->member ? level->member->bytes_held() : 0;
  return held;
}

Expander::Expander(std::shared_ptr<const core::Provenance> provenance,
                   std::unique_ptr<core::ByteStream> stream, std::uint64_t bytes,
                   core::Limits limits)
    : state_(std::make_unique<State>(std::move(provenance), std::move(stream), bytes, limits)) {}
Expander::~Expander() = default;
Expander::Expander(Expander&&) noexcept = default;
Expander& Expander::operator=(Expander&&) noexcept = default;

bool Expander::next(Item& item) {
  while (state_->pending || !state_->levels.empty()) {
    if (std::optional<Item> found = state_->advance()) {
      item = std::move(*found);
      return true;
    }
  }
  return false;
}

}  // namespace leaksift::content
