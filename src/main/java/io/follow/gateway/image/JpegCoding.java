package io.follow.gateway.image;

/**
 * How the pixels of a JPEG are coded, as far as it decides which decoder reads them right.
 *
 * @param arithmetic whether by ITU-T T.81, annex D, which few decoders know, instead of by Huffman codes
 * @param scans number of scans
 * @param verticalThirds whether one of several components has a vertical sampling factor of 3
 * @param restarts restart markers between the units of all scans together
 * @param endMark whether the file has its end mark; where it has not, only a decoder that misses no bit tells whether the
 *     last scan is whole
 */
public record JpegCoding(boolean arithmetic, int scans, boolean verticalThirds, int restarts, boolean endMark) {}
