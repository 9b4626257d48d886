#include "detect/label_ends.h"

#include <algorithm>

namespace leaksift::detect {

std::size_t before_remark(std::string_view text, std::size_t end) {
  constexpr std::size_t kLongestRemark = 24;
  const bool inside = end < text.size() && text[end] == ')';
  if (!inside && (end == 0 || text[end - 1] != ')')) return end;
  const std::size_t last = inside ? end : end - 1;
  const std::size_t stop = last - std::min(last, kLongestRemark);
  for (std::size_t at = last; at > stop && text[at - 1] != '\n'; --at) {
    if (text[at - 1] != '(') continue;
    const bool apart = at < 2 || !is_label_word(text[at - 2]);
    return apart || text.substr(at, last - at).find('/') != text.npos ? at - 1 : end;
  }
  return end;
}

bool ends_sentence(std::string_view text, std::size_t end, std::size_t abbreviation) {
  if (end <= abbreviation + 1 || text[end - 1] != '.') return false;
  const std::string_view word = text.substr(end - abbreviation - 2, abbreviation + 1);
  return std::all_of(word.begin(), word.end(), is_label_letter);
}

LabelEnd label_end(std::string_view text, std::size_t end) {
  LabelEnd label;
  const std::size_t behind = end;
  end = back_over(text, before_padding(text, end), " \t:*", kMaxGap);
  end = before_padding(text, end);
  label.colon = text.substr(end, behind - end).find(':') != std::string_view::npos;
  if (end > 0 && text[end - 1] == kNumberSign) {
    label.sign = end--;
    end = back_over(text, end, kLabelBlanks, kMostBlanks);
  }
  end = back_over(text, end, "\"'*", kMostQuotes);
  label.words = back_over(text, before_remark(text, end), kLabelBlanks, kMostBlanks);
  if (ends_sentence(text, label.words)) label.words = 0;
  return label;
}

}  // namespace leaksift::detect
