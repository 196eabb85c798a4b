#include "cdelimiters.h"
