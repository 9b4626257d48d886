// Whether bytes that may have been encoded by somebody are content, or an accident.
#pragma once

#include <cstdint>
#include <string_view>

namespace leaksift::content {

enum class Payload : std::uint8_t { kNothing, kText, kContainer };

/// What `bytes` are: text in UTF-8 or UTF-16 without controls, or a container that its magic bytes
/// leave no doubt of. Random bytes, such as keys and hashes, are nothing.
Payload payload_of(std::string_view bytes);

}  // namespace leaksift::content
