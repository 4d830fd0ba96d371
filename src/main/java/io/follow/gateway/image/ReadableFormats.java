package io.follow.gateway.image;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The formats that are read here. Immutable. */
public final class ReadableFormats {

    /** Every format. */
    public static final ReadableFormats ALL = new ReadableFormats(List.of(ImageFormat.values()));

    private final List<ImageFormat> formats;

    private ReadableFormats(Collection<ImageFormat> formats) {
        this.formats = List.copyOf(formats);
    }

    /**
     * Those that are turned on and that an engine reads.
     *
     * @param names names of formats separated by commas; blank for all
     * @param nativeEngine whether there is a native engine, which alone reads AVIF, HEIC and GIF
     */
    public static ReadableFormats of(String names, boolean nativeEngine) {
        EnumSet<ImageFormat> formats = EnumSet.noneOf(ImageFormat.class);
        if (names.isBlank()) {
            formats.addAll(ALL.formats);
        } else {
            Stream.of(names.split(",", -1))
                    .map(name -> ImageFormat.ofName(name).orElseThrow(IllegalArgumentException::new))
                    .forEach(formats::add);
        }
        formats.removeIf(format -> !nativeEngine && format.needsNativeEngine());
        return new ReadableFormats(formats);
    }

    /** The format of a media type, if it is read here. */
    public Optional<ImageFormat> ofContentType(String contentType) {
        return ImageFormat.ofContentType(contentType).filter(formats::contains);
    }

    /** The media types of all of them. */
    public List<String> contentTypes() {
        return formats.stream()
                .flatMap(format -> format.contentTypes().stream())
                .toList();
    }

    /** The names of all of them, separated by commas. */
    public String names() {
        return String.join(",", formats.stream().map(ImageFormat::label).toList());
    }
}
