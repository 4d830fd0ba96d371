package io.follow.gateway.routetest;

import io.follow.gateway.image.ImageFormat;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Parses the files of a test. The structure has been checked before.
 *
 * @param file the name of the test file, for messages
 * @param directory the directory of the test file
 */
record FileSpecParser(String file, Path directory) {

    private static final String DEFAULT_COLOUR = "#6699cc";

    FileSpec spec(YamlNode spec) {
        String path = Objects.requireNonNull(spec.text("path"));
        if (path.startsWith("/") || Path.of(path).normalize().startsWith("..")) {
            throw wrong(spec, "\"" + path + "\" as path", "a path relative to the data directory");
        }
        List<FileSpec.Content> contents = Stream.of(
                        spec.get("picture").map(picture -> picture(picture, path)),
                        spec.get("text").map(text -> FileSpec.text(text.text())),
                        spec.get("copy").map(this::copy))
                .flatMap(content -> content.map(Stream::<FileSpec.Content>of).orElseGet(Stream::empty))
                .toList();
        if (contents.size() != 1) {
            throw wrong(spec, contents.size() + " contents of the file " + path, "one of picture, text, copy");
        }
        return new FileSpec(path, contents.get(0));
    }

    private FileSpec.Content copy(YamlNode source) {
        Path original = directory.resolve(source.text());
        if (!Files.isRegularFile(original)) {
            throw wrong(source, source.words() + " as copy", "the path of a file, relative to this one");
        }
        return FileSpec.copyOf(original);
    }

    private FileSpec.Content picture(YamlNode picture, String path) {
        String format = picture.text("format");
        String extension = path.substring(path.lastIndexOf('.') + 1);
        if (format == null) {
            format = ImageFormat.ofName(extension)
                    .filter(known -> !known.needsNativeEngine() || known == ImageFormat.GIF)
                    .map(ImageFormat::label)
                    .orElseThrow(() ->
                            wrong(picture, "a picture " + path + " without format", "one of jpeg, png, webp, gif"));
        }
        String colour = Objects.requireNonNullElse(picture.text("colour"), DEFAULT_COLOUR);
        return new DrawnPicture(side(picture, "width"), side(picture, "height"), format, Color.decode(colour));
    }

    private int side(YamlNode picture, String key) {
        int side = Integer.parseInt(Objects.requireNonNull(picture.text(key)));
        if (side < 1) {
            throw wrong(picture, side + " as " + key, "one pixel or more");
        }
        return side;
    }

    private InvalidTestFileException wrong(YamlNode place, String found, String expected) {
        return new InvalidTestFileException(file, place.place(), found, expected);
    }
}
