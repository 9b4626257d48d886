#include "cli/run.h"

int main(int argc, char** argv) {
  return leaksift::cli::run(argc, argv);
}
