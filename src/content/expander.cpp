#include "content/expander.h"

#include "base/raw_bytes.h"
#include "content/archive_reader.h"
#include "content/budget.h"
#include "content/charset_stream.h"
#include "content/codec.h"
#include "content/inner_name.h"
#include "content/level.h"
#include "content/magic.h"
#include "content/mail_charset.h"
#include "content/open_reader.h"
#include "content/replay_stream.h"
#include "content/text_encoding.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace leaksift::content {
namespace {

/// The most that containers which prefer seeking may hold in memory at a time.
constexpr std::size_t kMaxHeld = 16 << 20;
/// How much of a container with a weak magic must decode before it is believed.
constexpr std::size_t kProof = 4096;
/// What is left of a member is passed over in steps of this.
constexpr std::size_t kScratch = 64 << 10;

}  // namespace

struct Expander::State {
  State(SharedProvenance given, std::unique_ptr<core::ByteStream> stream, std::uint64_t bytes,
        const ExpandOptions& options)
      : provenance(std::move(given)),
        input(std::move(stream)),
        input_bytes(bytes),
        limits(options.limits),
        passwords(options.passwords),
        keys(options.keys ? options.keys : std::make_shared<SevenZipKeys>()),
        time(options.time),
        beside(options.beside),
        budget(limits, options.decoded_total, options.time) {
    pending = {&input, provenance, provenance, own_name(*provenance), input_bytes, false};
    if (beside != nullptr) input_bytes += beside->size();
  }

  std::optional<Item> advance();
  std::optional<Item> offer(Candidate candidate);
  Item text_of(const Candidate& candidate, std::string_view prefix);
  Item mail_of(Level& level, const Member& member, const Candidate& candidate);
  std::string open(const Format& format, const Candidate& candidate);
  void hold(const Format& format, ReplayStream& stream);
  bool open_compressed(Level& level);
  Candidate start_member(Level& level, const Member& member);
  void finish_member(Level& level);
  std::optional<Item> close();
  std::size_t bytes_held() const;
  std::size_t memory_left() const;

  SharedProvenance provenance;
  ReplayStream input;
  std::uint64_t input_bytes;  ///< With what stands beside it.
  core::Limits limits;
  std::shared_ptr<const Passwords> passwords;
  std::shared_ptr<SevenZipKeys> keys;
  const core::WorkTime* time;
  std::shared_ptr<ReplayStream> beside;
  Budget budget;
  std::optional<Candidate> pending;            ///< What is to be looked at next.
  std::vector<std::unique_ptr<Level>> levels;  ///< Outermost first.
  std::optional<CharsetStream> text;           ///< Of the last item...
  std::optional<MailStream> mail;              ///< ...or this.
  base::RawBytes scratch;
};

/// Takes one step; gives the item that it yields, if any. Expects `pending` or an open level.
std::optional<Item> Expander::State::advance() {
  if (pending) return offer(*std::exchange(pending, std::nullopt));
  Level& level = *levels.back();
  if (level.rest != nullptr) return close();
  finish_member(level);
  budget.charge_time();
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
    return encrypted_item(candidate, "");
  }
  if (member.mail) return mail_of(level, member, candidate);
  if (member.is_text) return blob_of(candidate);
  return offer(std::move(candidate));
}

/// Reads what is left of the current member, so that it is charged and its damage noticed.
void Expander::State::finish_member(Level& level) {
  while (level.member) {
    scratch.resize(kScratch);
    const base::Result<std::size_t> got = level.member->read(scratch.data(), scratch.size());
    if (got && *got > 0) continue;
    // What the text of the whole ends with is told with it.
    if (!got && level.damage.empty() && !level.is_told) level.damage = got.error().message;
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
  candidate.is_message = member.is_message;
  candidate.charset = member.charset;
  if (candidate.in_compressor) {
    candidate.name = inner_name(level.origin.name, level.format->name);
    candidate.as_container = container;
    candidate.as_blob = step_into(container, candidate.name);
  } else {
    candidate.as_blob = step_to_member(level, member, limits.max_path_length);
    candidate.as_container = candidate.as_blob;
    candidate.name = own_name(*candidate.as_blob);
    if (candidate.as_blob->within.back() != member.name) {
      candidate.flaw = "limit: path length " + std::to_string(limits.max_path_length);
    }
  }
  return candidate;
}

/// Opens what is a container, which yields nothing yet; all else is a blob.
std::optional<Item> Expander::State::offer(Candidate candidate) {
  const std::string_view prefix = candidate.stream->peek(kMagicBytes);
  const Format* format = candidate.is_message ? &message_format(prefix) : find_format(prefix);
  if (format == nullptr) return text_of(candidate, prefix);
  if (format->is_opaque) {
    Item item = blob_of(candidate);
    item.format = format->name;
    return item;
  }
  if (format->is_closed) return closed_item(candidate, *format);
  if (format->is_encrypted) return encrypted_item(candidate, format->name);
  if (!budget.allows_depth(levels.size())) {
    Item item = blob_of(candidate);
    mark_partial(item, budget.depth_reason());
    return item;
  }
  if (format->id == FormatId::kUuencode) {
    const std::string name = name_of_uuencoded(prefix);
    if (!name.empty()) candidate.name = name + ".uu";
  }
  candidate.stream->begin_attempt();
  const std::string failure = open(*format, candidate);
  const bool usable = failure.empty() || candidate.stream->rewind();
  candidate.stream->end_attempt();
  if (failure.empty()) return std::nullopt;
  if (failure == kEncrypted) return encrypted_item(candidate, format->name);
  if (!usable) {
    Item item = outcome_of(candidate, format->name);
    item.status = core::FileStatus::kFailed;
    item.reason = failure;
    item.incomplete = true;
    return item;
  }
  Item item = blob_of(candidate);
  const std::string name(format->name);
  const bool needs_memory = failure.starts_with(name + ": " + std::string(kNeedsMemory));
  if (!format->is_weak) {
    mark_partial(item, (needs_memory ? failure : name + ": not readable as such") +
                           ", scanned as raw bytes");
  }
  return item;
}

/// A blob, with its encoding undone.
Item Expander::State::text_of(const Candidate& candidate, std::string_view prefix) {
  Item item = blob_of(candidate);
  const Charset* const declared = find_charset(candidate.charset);
  const bool fits =
      declared != nullptr && !(is_wide(declared) && prefix.find('\0') == std::string_view::npos);
  auto decoder = fits ? make_decoder(*declared) : nullptr;
  text.emplace(*candidate.stream, decoder ? std::move(decoder) : decoder_for(prefix));
  item.stream = &*text;
  return item;
}

/// The text of mail: that of the whole stands for it.
Item Expander::State::mail_of(Level& level, const Member& member, const Candidate& candidate) {
  mail.emplace(*candidate.stream, *member.mail);
  level.is_told = level.is_told || member.is_whole;
  Item item = blob_of(member.is_whole ? level.origin : candidate);
  item.stream = &*mail;
  if (member.is_whole) item.format = level.label;
  return item;
}

/// Adds a level for `candidate`; or says why it cannot be read as `format`.
std::string Expander::State::open(const Format& format, const Candidate& candidate) {
  hold(format, *candidate.stream);
  ReplayStream* const companion = candidate.stream == &input ? beside.get() : nullptr;
  auto reader = open_reader(format, *candidate.stream,
                            {memory_left(), passwords.get(), keys.get(), time, companion});
  if (!reader) return reader.error().message;
  auto level = std::make_unique<Level>();
  level->format = &format;
  level->origin = candidate;
  level->reader = *std::move(reader);
  level->label = level->reader->label().empty() ? format.name : level->reader->label();
  levels.push_back(std::move(level));
  if (!format.is_compressor || open_compressed(*levels.back())) return "";
  const auto& member = levels.back()->member;
  std::string failure = member && member->error()
                            ? member->error()->message
                            : std::string(format.name) + ": nothing could be decoded";
  pending.reset();
  levels.pop_back();
  return failure;
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
  if (!gives_bytes && !level.member->error()) {  // What is empty holds nothing to be scanned.
    pending.reset();
    return true;
  }
  return !level.member->error() || (gives_bytes && !level.format->is_weak);
}

/// Ends the innermost level. One whose content is compressed makes one item with what it is
/// compressed by.
std::optional<Item> Expander::State::close() {
  if (budget.passed().empty()) {
    if (std::optional<Item> rest = rest_of(*levels.back())) return rest;
  }
  const std::unique_ptr<Level> level = std::move(levels.back());
  levels.pop_back();
  if (level->damage.empty()) level->damage = budget.passed();
  if (level->damage.empty()) level->damage = level->origin.flaw;
  if (level->origin.in_compressor) {
    Level& outer = *levels.back();
    outer.label = level->label + "+" + outer.label;
    if (outer.damage.empty()) outer.damage = level->damage;
    return std::nullopt;
  }
  if (level->is_told && level->damage.empty()) return std::nullopt;
  Item item = outcome_of(level->origin, level->label);
  item.covered = level->reader->bytes_used();
  if (level->rest != nullptr) item.covered += level->rest->bytes_taken();
  if (!level->damage.empty()) mark_partial(item, level->damage);
  return item;
}

std::size_t Expander::State::bytes_held() const {
  std::size_t held = input.bytes_held();
  for (const auto& level : levels) held += level->member ? level->member->bytes_held() : 0;
  return held;
}

/// What decoding may still use, with all that is open.
std::size_t Expander::State::memory_left() const {
  std::size_t used = 0;
  for (const auto& level : levels) used += level->reader->memory();
  return limits.max_decoder_bytes - std::min<std::size_t>(used, limits.max_decoder_bytes);
}

Expander::Expander(std::shared_ptr<const core::Provenance> provenance,
                   std::unique_ptr<core::ByteStream> stream, std::uint64_t bytes,
                   const ExpandOptions& options)
    : state_(std::make_unique<State>(std::move(provenance), std::move(stream), bytes, options)) {}
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
