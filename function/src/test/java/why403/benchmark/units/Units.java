package why403.benchmark.units;

/** Read units and write units of DynamoDB. */
record Units(double read, double write) {

    static final Units NONE = new Units(0, 0);

    Units plus(Units that) {
        return new Units(read + that.read, write + that.write);
    }

    Units minus(Units that) {
        return new Units(read - that.read, write - that.write);
    }

    Units dividedBy(long number) {
        return number == 0 ? NONE : new Units(read / number, write / number);
    }
}
