#include "content/mail_lines.h"

#include <algorithm>
#include <cstring>

namespace leaksift::content {

bool MailLines::next(MailLine& line) {
  const auto newline = [this] {
    return end_ > next_ ? std::memchr(buffer_.data() + next_, '\n', end_ - next_) : nullptr;
  };
  const void* found = newline();
  const auto length = [&] {
    const auto* const last = static_cast<const char*>(found);
    return last == nullptr ? end_ - next_
                           : static_cast<std::size_t>(last + 1 - (buffer_.data() + next_));
  };
  if (!ended_ && (found == nullptr || end_ - next_ - length() < kAhead)) {
    fill();
    found = newline();
  }
  line.bytes = {buffer_.data() + next_, length()};
  line.begins = !in_line_;
  line.offset = offset_;
  line.number = number_;
  offset_ += line.bytes.size();
  number_ += found == nullptr ? 0 : 1;
  in_line_ = found == nullptr;
  next_ += line.bytes.size();
  return !line.bytes.empty();
}

/// Reads on until the buffer is full, so that this is rare.
void MailLines::fill() {
  std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(next_),
            buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
  end_ -= next_;
  next_ = 0;
  while (!ended_ && end_ < buffer_.size()) {
    const base::Result<std::size_t> got =
        source_.read(buffer_.data() + end_, buffer_.size() - end_);
    if (!got) error_ = got.error();
    ended_ = !got || *got == 0;
    end_ += ended_ ? 0 : *got;
  }
}

}  // namespace leaksift::content
