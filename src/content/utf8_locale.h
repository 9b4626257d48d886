// Utf8Locale: lets a library turn names into UTF-8 whatever the program's locale.
#pragma once

#include <locale.h>

namespace leaksift::content {

/// While it lives, this thread's character set is UTF-8; other threads and the program's own locale
/// are not touched. libarchive converts the names of zip, 7z, rar and cab members to the current
/// locale, and in the C locale replaces what is not ASCII. Without a C.UTF-8 locale it does
/// nothing.
class Utf8Locale {
 public:
  Utf8Locale() : locale_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (locale_ != nullptr) previous_ = ::uselocale(locale_);
  }
  ~Utf8Locale() {
    if (locale_ == nullptr) return;
    ::uselocale(previous_);
    ::freelocale(locale_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  locale_t locale_;
  locale_t previous_ = nullptr;
};

}  // namespace leaksift::content
