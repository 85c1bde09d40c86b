# Reads an extension's CMakeLists.txt in script mode, without Slicer and without a compiler:
#
#   cmake -DSOURCE=checkout -DBINARY=folder -P slicer_stubs.cmake      (called in the checkout)
#
# What Slicer's macros install ends up in BINARY/modules, as Slicer 5.13 lays it out; what was called, in
# BINARY/calls.txt. Like Slicer's own, the macros refuse unknown keywords and files that do not exist.
cmake_minimum_required(VERSION 3.20)

set(CMAKE_BINARY_DIR ${BINARY})
set(CMAKE_CURRENT_SOURCE_DIR ${SOURCE})
set(BUILD_TESTING ON)

macro(note)
  file(APPEND ${BINARY}/calls.txt "${ARGN}\n")
endmacro()

macro(project name)
  set(PROJECT_NAME ${name})
  note("project ${name}")
endmacro()

macro(find_package name)
  note("find_package ${name}")
  foreach(variable IN ITEMS Slicer_USE_FILE Slicer_EXTENSION_GENERATE_CONFIG Slicer_EXTENSION_CPACK)
    set(${variable} ${BINARY}/${variable}.cmake)
    file(WRITE ${${variable}} "note(\"include ${variable}\")\n")
  endforeach()
  set(Slicer_QTSCRIPTEDMODULES_LIB_DIR modules)
endmacro()

function(add_subdirectory folder)
  note("add_subdirectory ${folder}")
  set(CMAKE_CURRENT_SOURCE_DIR ${CMAKE_CURRENT_SOURCE_DIR}/${folder})
  include(${CMAKE_CURRENT_SOURCE_DIR}/CMakeLists.txt)
endfunction()

function(slicerMacroBuildScriptedModule)
  cmake_parse_arguments(MY "WITH_GENERIC_TESTS;WITH_SUBDIR;VERBOSE" "NAME" "SCRIPTS;RESOURCES" ${ARGN})
  if(MY_UNPARSED_ARGUMENTS OR NOT MY_NAME)
    message(FATAL_ERROR "slicerMacroBuildScriptedModule: NAME '${MY_NAME}', unknown '${MY_UNPARSED_ARGUMENTS}'")
  endif()
  note("module ${MY_NAME} generic tests ${MY_WITH_GENERIC_TESTS}")
  foreach(file IN LISTS MY_SCRIPTS MY_RESOURCES)
    if(NOT EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${file})
      message(FATAL_ERROR "slicerMacroBuildScriptedModule: ${file} does not exist")
    endif()
    configure_file(
      ${CMAKE_CURRENT_SOURCE_DIR}/${file} ${BINARY}/${Slicer_QTSCRIPTEDMODULES_LIB_DIR}/${file} COPYONLY)
  endforeach()
endfunction()

function(slicer_add_python_unittest)
  cmake_parse_arguments(MY "" "SCRIPT;TESTNAME_PREFIX" "SLICER_ARGS" ${ARGN})
  note("unittest ${MY_SCRIPT}")
endfunction()

include(${SOURCE}/CMakeLists.txt)
