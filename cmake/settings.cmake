# Warnings and sanitizers, carried by one INTERFACE target that every target of the project links.
add_library(leaksift_settings INTERFACE)
target_compile_options(leaksift_settings INTERFACE -Wall -Wextra -Werror -Wshadow -Wnon-virtual-dtor
                       -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # -Wrestrict: g++ 12 warns falsely of std::string's operator+ (GCC bug 105651).
  # -Wsubobject-linkage: takes the sources of a unity file for headers.
  target_compile_options(leaksift_settings INTERFACE -Wno-restrict -Wno-subobject-linkage)
endif()
target_include_directories(leaksift_settings INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_definitions(leaksift_settings INTERFACE LEAKSIFT_VERSION="${PROJECT_VERSION}")
# Without a build id nothing is kept from one start to the next: src/base/build_id.h.
target_link_options(leaksift_settings INTERFACE -Wl,--build-id=sha1)
if(LEAKSIFT_SANITIZE)
  target_compile_options(leaksift_settings INTERFACE -fsanitize=${LEAKSIFT_SANITIZE}
                         -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(leaksift_settings INTERFACE -fsanitize=${LEAKSIFT_SANITIZE})
endif()
if(LEAKSIFT_FUZZ)
  target_compile_options(leaksift_settings INTERFACE -fsanitize=fuzzer-no-link)
endif()

# leaksift_library(NAME [DEPENDENCY...]): the library of src/NAME, from all its sources.
# Folder = namespace = target. With LEAKSIFT_UNITY several sources make one translation unit, but for
# those that include themselves again for each instruction set (Highway's foreach_target.h).
function(leaksift_library name)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.cpp)
  if(sources)
    add_library(leaksift_${name} STATIC ${sources})
    target_link_libraries(leaksift_${name} PUBLIC leaksift_settings ${ARGN})
    set_target_properties(leaksift_${name} PROPERTIES UNITY_BUILD ${LEAKSIFT_UNITY}
                          UNITY_BUILD_BATCH_SIZE 8 UNITY_BUILD_CODE_BEFORE_INCLUDE
                          "// NOLINTNEXTLINE(bugprone-suspicious-include)")
    foreach(source IN LISTS sources)
      file(STRINGS ${source} again REGEX "define HWY_TARGET_INCLUDE")
      if(again)
        set_source_files_properties(${source} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
      endif()
    endforeach()
  else()
    add_library(leaksift_${name} INTERFACE)
    target_link_libraries(leaksift_${name} INTERFACE leaksift_settings ${ARGN})
  endif()
endfunction()
