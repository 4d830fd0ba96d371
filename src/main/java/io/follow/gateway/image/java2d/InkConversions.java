package io.follow.gateway.image.java2d;

import io.follow.gateway.image.ColourModel;
import io.follow.gateway.image.ColourProfile;
import io.follow.gateway.image.ImageHeader;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the conversion of CMYK files. Keeps the table of the last profile, because most files of a print shop have the same
 * one: Little CMS takes 30 ms for a table, and its memory is freed only when the heap is collected. Thread-safe: a table does
 * not change.
 */
public final class InkConversions {

    private final AtomicReference<@Nullable Known> last = new AtomicReference<>();

    private record Known(ColourProfile profile, TabledInks inks) {}

    /**
     * Prepares the conversion of a file.
     *
     * @param header its colour model is {@link ColourModel#CMYK} or {@link ColourModel#YCCK}
     */
    public InkConversion of(ImageHeader header) {
        ColourProfile profile = header.profile();
        Inks inks = null;
        if (profile != null && profile.components() == header.colourModel().components()) {
            inks = inks(profile, header.pixels());
        }
        return new InkConversion(header.colourModel() == ColourModel.YCCK, inks);
    }

    private @Nullable Inks inks(ColourProfile profile, long pixels) {
        Known known = last.get();
        if (known != null && known.profile().equals(profile)) {
            return known.inks();
        }
        ProfiledInks profiled = ProfiledInks.of(profile.toBytes());
        if (profiled == null || pixels <= TabledInks.NODES) {
            return profiled;
        }
        TabledInks tabled = TabledInks.of(profiled);
        last.set(new Known(profile, tabled));
        return tabled;
    }
}
