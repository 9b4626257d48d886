#include "source/glob.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace leaksift::source {
namespace {

using Set = std::bitset<256>;

std::size_t index(char c) {
  return static_cast<unsigned char>(c);
}

Set only(char c) {
  return Set().set(index(c));
}

struct NamedClass {
  std::string_view name;
  int (*holds)(int);
};

constexpr std::array<NamedClass, 8> kNamedClasses = {{{"[:alnum:]", std::isalnum},
                                                      {"[:alpha:]", std::isalpha},
                                                      {"[:digit:]", std::isdigit},
                                                      {"[:lower:]", std::islower},
                                                      {"[:punct:]", std::ispunct},
                                                      {"[:space:]", std::isspace},
                                                      {"[:upper:]", std::isupper},
                                                      {"[:xdigit:]", std::isxdigit}}};

/// Adds the named class that begins `rest` to `set` and returns its length in the pattern, or 0.
std::size_t add_named_class(std::string_view rest, Set& set) {
  for (const NamedClass& named : kNamedClasses) {
    if (!rest.starts_with(named.name)) continue;
    for (int c = 0; c < 128; ++c) {
      if (named.holds(c) != 0) set.set(static_cast<std::size_t>(c));
    }
    return named.name.size();
  }
  return 0;
}

}  // namespace

Glob::Glob(std::string_view pattern) {
  if (pattern.size() > 1 && pattern.ends_with('/')) {
    directories_only_ = true;
    pattern.remove_suffix(1);
  }
  whole_path_ = pattern.find('/') != std::string_view::npos;
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  compile(pattern);
}

void Glob::compile(std::string_view pattern) {
  for (std::size_t at = 0; at < pattern.size();) {
    const char c = pattern[at];
    if (c == '*') {
      at = compile_stars(pattern, at);
    } else if (c == '?') {
      tokens_.push_back({Kind::kSet, ~only('/')});
      ++at;
    } else if (c == '[' && compile_class(pattern, at)) {
      continue;
    } else {
      if (c == '\\' && at + 1 < pattern.size()) ++at;
      tokens_.push_back({Kind::kSet, only(pattern[at])});
      ++at;
    }
  }
}

std::size_t Glob::compile_stars(std::string_view pattern, std::size_t at) {
  const bool begins_component = at == 0 || pattern[at - 1] == '/';
  const std::size_t end = std::min(pattern.find_first_not_of('*', at), pattern.size());
  if (end - at == 1) {
    tokens_.push_back({Kind::kStar, {}});
    return end;
  }
  if (begins_component && end < pattern.size() && pattern[end] == '/') {
    tokens_.push_back({Kind::kMayPass, {}});
    tokens_.push_back({Kind::kUntilSlash, {}});
    return end + 1;
  }
  tokens_.push_back({Kind::kAny, {}});
  return end;
}

// A bracket that never closes is a literal bracket: then nothing is compiled and `at` stays.
bool Glob::compile_class(std::string_view pattern, std::size_t& at) {
  std::size_t i = at + 1;
  const bool negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (negated) ++i;
  Set set;
  for (const std::size_t first = i; i < pattern.size(); ++i) {
    if (pattern[i] == ']' && i > first) {
      if (negated) set.flip();
      set.reset(index('/'));
      tokens_.push_back({Kind::kSet, set});
      at = i + 1;
      return true;
    }
    if (const std::size_t length = add_named_class(pattern.substr(i), set); length > 0) {
      i += length - 1;
      continue;
    }
    if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
    const std::size_t from = index(pattern[i]);
    std::size_t to = from;
    if (i + 2 < pattern.size() && pattern[i + 1] == '-' && pattern[i + 2] != ']') {
      i += 2;
      to = index(pattern[i]);
    }
    for (std::size_t c = from; c <= to; ++c) set.set(c);
  }
  return false;
}

bool Glob::matches(std::string_view below_root, bool is_directory) const {
  if (directories_only_ && !is_directory) return false;
  if (whole_path_) return matches_text(below_root);
  const std::size_t slash = below_root.rfind('/');
  return matches_text(slash == std::string_view::npos ? below_root : below_root.substr(slash + 1));
}

/// Marks `state` and every state that is reached from it without a byte.
void Glob::reach(std::vector<bool>& states, std::size_t state) const {
  while (true) {
    states[state] = true;
    if (state == tokens_.size()) return;
    const Kind kind = tokens_[state].kind;
    if (kind == Kind::kMayPass) {
      states[state + 1] = true;
      state += 2;
    } else if (kind == Kind::kStar || kind == Kind::kAny) {
      ++state;
    } else {
      return;
    }
  }
}

// A walk over the set of states rather than a search with backtracking: a hostile path or a glob
// with many stars costs no more than their product.
bool Glob::matches_text(std::string_view text) const {
  std::vector<bool> states(tokens_.size() + 1);
  std::vector<bool> following(tokens_.size() + 1);
  reach(states, 0);
  for (const char c : text) {
    following.assign(following.size(), false);
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!states[i]) continue;
      const Token& token = tokens_[i];
      if (token.kind == Kind::kSet && token.set[index(c)]) reach(following, i + 1);
      if (token.kind == Kind::kAny || (token.kind == Kind::kStar && c != '/')) reach(following, i);
      if (token.kind == Kind::kUntilSlash) {
        following[i] = true;
        if (c == '/') reach(following, i + 1);
      }
    }
    std::swap(states, following);
  }
  return states[tokens_.size()];
}

}  // namespace leaksift::source
