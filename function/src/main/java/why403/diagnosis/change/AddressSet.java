package why403.diagnosis.change;

import java.math.BigInteger;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import why403.policy.AddressRange;

/** Addresses and ranges of them. A set of AWS WAF has up to 10,000, and an incident has as many viewers. */
final class AddressSet {

    private record Length(int size, int bits) {}

    private record Prefix(Length length, BigInteger value) {

        static Prefix of(AddressRange range, Length length) {
            return new Prefix(length, range.address().shiftRight(length.size() - length.bits()));
        }
    }

    private final Set<Prefix> prefixes;
    private final Set<Length> lengths;

    private AddressSet(Set<Prefix> prefixes) {
        this.prefixes = prefixes;
        this.lengths = prefixes.stream().map(Prefix::length).collect(Collectors.toSet());
    }

    /** The set of these addresses and ranges; other texts are passed over. */
    static AddressSet of(Stream<String> texts) {
        return new AddressSet(texts.flatMap(text -> AddressRange.parse(text).stream())
                .map(range -> Prefix.of(range, new Length(range.size(), range.bits())))
                .collect(Collectors.toSet()));
    }

    /** Whether a range of this set contains the address. */
    boolean contains(AddressRange address) {
        return lengths.stream()
                .filter(length -> length.size() == address.size() && length.bits() <= address.bits())
                .anyMatch(length -> prefixes.contains(Prefix.of(address, length)));
    }
}
