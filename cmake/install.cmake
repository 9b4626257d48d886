# What `cmake --install` puts where. The program looks for patterns in ../share/leaksift/patterns,
# seen from its own folder, so a whole prefix can be moved.
include(GNUInstallDirs)

if(TARGET leaksift)
  install(TARGETS leaksift RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/patterns/ DESTINATION ${CMAKE_INSTALL_DATADIR}/leaksift/patterns
        FILES_MATCHING PATTERN "*.toml" PATTERN "README.md" PATTERN "COPYRIGHT")
install(FILES ${PROJECT_SOURCE_DIR}/src/report/leaksift-1.schema.json
        DESTINATION ${CMAKE_INSTALL_DATADIR}/leaksift)
install(FILES ${PROJECT_SOURCE_DIR}/src/cli/leaksift.1
        DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${PROJECT_SOURCE_DIR}/src/cli/leaksift.bash RENAME leaksift
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${PROJECT_SOURCE_DIR}/src/cli/_leaksift
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${PROJECT_SOURCE_DIR}/src/cli/leaksift.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
