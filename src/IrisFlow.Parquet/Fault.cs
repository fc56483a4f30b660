namespace IrisFlow.Parquet;

/// <summary>What can be wrong with a file. Decoders throw without a place; whoever knows file and column adds them by <see cref="At"/>.</summary>
internal static class Fault
{
    public static IrisFlowException NotOpened(string path, Exception inner) => new(
        new Finding("IF310", $"The file can't be opened: {inner.Message}")
        {
            File = path,
            Expected = "A Parquet file that exists and may be read.",
            IsTransient = Transience.Of(inner),
        },
        ExitCode.NotFound,
        inner);

    public static IrisFlowException NotParquet(string found, string expected) => Corrupt("IF311", found, expected);

    public static IrisFlowException Damaged(string found, string expected) => Corrupt("IF312", found, expected);

    public static IrisFlowException Checksum(uint found, uint expected) => Corrupt(
        "IF313", $"A page's checksum is {found:x8}, so its bytes changed after they were written.", $"The page header says {expected:x8}.");

    public static IrisFlowException Unsupported(string found, string expected) =>
        new(new Finding("IF314", found) { Expected = expected });

    public static IrisFlowException DoesNotFit(string found, string expected) =>
        new(new Finding("IF315", found) { Expected = expected });

    public static IrisFlowException TooLarge(string found, string expected) => Corrupt("IF316", found, expected);

    public static IrisFlowException SizesDiffer(int stored, int uncompressed) => Damaged(
        $"A page of {stored} bytes claims {uncompressed} uncompressed though it is not compressed.", "The same size twice.");

    public static IrisFlowException CutOff(string what) =>
        Damaged($"{what} ends before all of it was read.", "All bytes that its length promises.");

    /// <summary>The same findings with the file, and the column where one is concerned.</summary>
    public static IrisFlowException At(this IrisFlowException fault, string? file, string? column = null) => new(
        [.. fault.Findings.Select(f => f with { File = f.File ?? file, Column = f.Column ?? column, Message = Named(f, column) })],
        fault.Exit,
        fault.InnerException);

    private static string Named(Finding finding, string? column) =>
        column is null || finding.Column is not null ? finding.Message : $"Column '{column}': {finding.Message}";

    private static IrisFlowException Corrupt(string rule, string found, string expected) =>
        new(new Finding(rule, found) { Expected = expected }, ExitCode.Corrupt);
}
