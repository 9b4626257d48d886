# -Wno-restrict: g++ 12 warns falsely of std::string's operator+ (GCC bug 105651).
# Warnings and sanitizers, carried by one INTERFACE target that every target of the project links.
add_library(leaksift_settings INTERFACE)
target_compile_options(leaksift_settings INTERFACE -Wall -Wextra -Werror -Wshadow -Wnon-virtual-dtor
                       -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(leaksift_settings INTERFACE -Wno-restrict)
endif()
target_include_directories(leaksift_settings INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_definitions(leaksift_settings INTERFACE LEAKSIFT_VERSION="${PROJECT_VERSION}")
if(LEAKSIFT_SANITIZE)
  target_compile_options(leaksift_settings INTERFACE -fsanitize=${LEAKSIFT_SANITIZE}
                         -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(leaksift_settings INTERFACE -fsanitize=${LEAKSIFT_SANITIZE})
endif()
if(LEAKSIFT_FUZZ)
  target_compile_options(leaksift_settings INTERFACE -fsanitize=fuzzer-no-link)
endif()

# leaksift_library(NAME [DEPENDENCY...]): the library of src/NAME, from all its sources.
# Folder = namespace = target.
function(leaksift_library name)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.cpp)
  if(sources)
    add_library(leaksift_${name} STATIC ${sources})
    target_link_libraries(leaksift_${name} PUBLIC leaksift_settings ${ARGN})
  else()
    add_library(leaksift_${name} INTERFACE)
    target_link_libraries(leaksift_${name} INTERFACE leaksift_settings ${ARGN})
  endif()
endfunction()
