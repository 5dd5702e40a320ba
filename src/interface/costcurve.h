#ifndef COSTCURVE_H
#define COSTCURVE_H
/* The program as a library: text in, text out. What a browser, Python or another language calls. */

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct costcurve_library costcurve_library;

/* The text of a file and its length in bytes, or NULL if there is no such file. Of a path that ends in a slash: the
   names of the files in that folder, one on a line. The text has to stay until the next call; there is never more than
   one at a time, though not always from the same thread. The catalog is asked for below "configs/":
   "configs/units.toml", "configs/chips/". */
typedef const char* (*costcurve_read)(void* context, const char* path, size_t* length);

/* `context` is handed to every call of `read`. Nothing is read yet. */
costcurve_library* costcurve_open(costcurve_read read, void* context);

/* What `costcurve` prints for these words, without the program's name: "check mine.toml --variants". Blanks separate
   words, quotes keep them together. `format` is what stands behind --format ("json"), or NULL for the words alone.
   Lines have 100 columns unless --width says otherwise. Mistakes stand behind the answer; `exit` becomes the exit code
   of the program (0 as expected, 1 a verdict is not the expected one, 2 the input is wrong) and may be NULL. Each file
   is read anew for every answer, the catalog once. To be freed with costcurve_free. */
char* costcurve_answer(costcurve_library* library, const char* words, const char* format, int* exit);

void costcurve_free(char* text);
void costcurve_close(costcurve_library* library);

#ifdef __cplusplus
}
#endif
#endif
