using System.Text;

namespace IrisFlow.Activities.Tests;

public class CsvFirstBlockTests
{
    [Theory]
    [InlineData(65_534)]
    [InlineData(65_536)]
    [InlineData(67_000)]
    [InlineData(69_700)]
    public void Rows_behind_the_first_block_are_there_also_where_the_end_of_the_file_was_reached_before_it_was_full(int rows)
    {
        var text = new StringBuilder("a,text\n");
        for (var row = 0; row < rows; row++)
        {
            text.Append($"{row},aaaaaaaaaaaaaaaaaaaa\n");
        }

        var table = new CsvReader(CsvSource.Of("rows.csv", Encoding.ASCII.GetBytes(text.ToString())), new(), CsvTuning.Default, CancellationToken.None).Read();

        Assert.Equal((rows, rows - 1), (table.RowCount, table.Column<int>("a")[rows - 1]));
    }
}
