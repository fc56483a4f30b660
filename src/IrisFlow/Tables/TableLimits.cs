namespace IrisFlow;

/// <summary>How much one table and one column can hold.</summary>
internal static class TableLimits
{
    /// <summary>A number of rows that a table can have.</summary>
    /// <exception cref="IrisFlowException">It has more than 2,147,483,591, the most that one column in memory holds.</exception>
    public static int Rows(long rows) => rows <= Array.MaxLength ? (int)rows : throw new IrisFlowException(
        new Finding("IF206", $"The table would have {rows:N0} rows; one table holds at most {Array.MaxLength:N0}.")
        {
            Expected = "Split the file, or drop rows and columns where they are read.",
        });

    /// <summary>A number of bytes that the texts of one column can have.</summary>
    /// <exception cref="IrisFlowException">They have more than 2,147,483,591.</exception>
    public static int TextBytes(long bytes) => bytes <= Array.MaxLength ? (int)bytes : throw new IrisFlowException(
        new Finding("IF470", $"The texts of one column would have {bytes:N0} bytes; a column in memory holds at most {Array.MaxLength:N0}.")
        {
            Expected = "Drop the column or rows first, or go through the table batch by batch.",
        });
}
