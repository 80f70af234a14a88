package why403.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of a command: its options, which can come anywhere before {@code --}, and the others. There is no library
 * behind it, because a library would double the time until the first log is opened.
 *
 * @param options the values of each option in the given order, by the option's name with its dashes
 * @param others the arguments that are not options, in the given order
 */
record Arguments(Map<String, List<String>> options, List<String> others) {

    private static final String END_OF_OPTIONS = "--";

    /**
     * Parses the arguments of a command.
     *
     * @param flags the options that take no value
     * @param valued the options that take a value: {@code --name value} or {@code --name=value}
     * @throws WrongArgumentsException if an option is unknown, lacks its value, or has a value that it does not take
     */
    static Arguments parse(List<String> given, Set<String> flags, Set<String> valued) throws WrongArgumentsException {
        Arguments arguments = new Arguments(new LinkedHashMap<>(), new ArrayList<>());
        Iterator<String> left = given.iterator();
        while (left.hasNext()) {
            String next = left.next();
            if (next.equals(END_OF_OPTIONS)) {
                left.forEachRemaining(arguments.others::add);
            } else if (next.startsWith("-") && next.length() > 1) {
                arguments.addOption(next, left, flags, valued);
            } else {
                arguments.others.add(next);
            }
        }
        return arguments;
    }

    private void addOption(String given, Iterator<String> left, Set<String> flags, Set<String> valued)
            throws WrongArgumentsException {
        int equals = given.indexOf('=');
        String name = equals < 0 ? given : given.substring(0, equals);
        boolean takesValue = valued.contains(name);
        if (!takesValue && !flags.contains(name)) {
            throw new WrongArgumentsException("There is no option " + name + ".");
        }
        if (!takesValue && equals >= 0) {
            throw new WrongArgumentsException("The option " + name + " takes no value.");
        }
        if (takesValue && equals < 0 && !left.hasNext()) {
            throw new WrongArgumentsException("The option " + name + " needs a value.");
        }
        List<String> values = options.computeIfAbsent(name, option -> new ArrayList<>());
        if (takesValue) {
            values.add(equals < 0 ? left.next() : given.substring(equals + 1));
        }
    }

    /**
     * The arguments that are not options, as file names.
     *
     * @throws WrongArgumentsException if one of them cannot be the name of a file
     */
    List<Path> paths() throws WrongArgumentsException {
        List<Path> paths = new ArrayList<>();
        for (String other : others) {
            try {
                paths.add(Path.of(other));
            } catch (InvalidPathException e) {
                throw new WrongArgumentsException("This cannot be the name of a file: " + e.getMessage());
            }
        }
        return paths;
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    /**
     * The value of an option that can be given once; empty if it was not given.
     *
     * @throws WrongArgumentsException if it was given more than once
     */
    Optional<String> value(String option) throws WrongArgumentsException {
        List<String> values = options.getOrDefault(option, List.of());
        if (values.size() > 1) {
            throw new WrongArgumentsException("The option " + option + " was given more than once.");
        }
        return values.stream().findFirst();
    }
}
