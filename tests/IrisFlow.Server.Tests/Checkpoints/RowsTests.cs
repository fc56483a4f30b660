using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Server.Tests.Checkpoints;

/// <summary>Pages of rows, filtered and sorted by the server.</summary>
public sealed class RowsTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly double?[] Some = [3, null, double.NaN, -1, 2, null, -0.0, 0.0, double.PositiveInfinity];

    private static Table Nine => Table.Of(
        ("id", Column.Of(Enumerable.Range(0, 9).ToArray())),
        ("value", Column.OfNullable(ColumnType.Float64, Some)),
        ("name", Column.Of("b", "a", null, "ä", "B", "a", "z", "", "😀")),
        ("big", Column.Of(1L, 2, 3, long.MaxValue, long.MinValue, 6, 7, 8, 9)));

    [Fact]
    public async Task A_page_has_the_rows_of_its_place_and_ends_with_the_table()
    {
        var address = await server.UploadAsync(Nine);
        var page = await server.GetAsync($"{address}/rows?offset=7&limit=5&columns=name,id");
        Assert.Equal(["name", "id"], page["columns"]!.AsArray().Select(c => c!.GetValue<string>()));
        Assert.Equal(["7", "8"], page.Cells("id"));
        Assert.Equal(["", "😀"], page.Cells("name"));
        Assert.Equal(9, page["total"]!.GetValue<int>());
        Assert.Empty((await server.GetAsync($"{address}/rows?offset=9"))["rows"]!.AsArray());
    }

    [Fact]
    public async Task A_number_that_a_browser_would_round_and_one_that_is_none_are_texts()
    {
        var page = await server.GetAsync($"{await server.UploadAsync(Nine)}/rows");
        Assert.Equal("\"9223372036854775807\"", page["rows"]![3]![3]!.ToJsonString());
        Assert.Equal("3", page["rows"]![2]![3]!.ToJsonString());
        Assert.Equal("\"NaN\"", page["rows"]![2]![1]!.ToJsonString());
        Assert.Equal("\"Infinity\"", page["rows"]![8]![1]!.ToJsonString());
    }

    [Theory]
    [InlineData("value", "3,6,7,4,0,8,2,1,5")]
    [InlineData("-value", "8,0,4,6,7,3,2,1,5")]
    [InlineData("name", "7,4,1,5,0,6,3,8,2")]
    [InlineData("-name,-id", "8,3,6,0,5,1,4,7,2")]
    public async Task Sorted_rows_stand_as_data_sort_puts_them_nulls_last_and_NaN_behind_all_numbers(string sort, string ids)
    {
        var page = await server.GetAsync($"{await server.UploadAsync(Nine)}/rows?sort={sort}&columns=id");
        Assert.Equal(ids.Split(','), page.Cells("id"));
        Assert.Equal(ids.Split(','), page["numbers"]!.AsArray().Select(n => n!.ToString()));
        var keys = sort.Split(',').Select(k => new SortKey(k.TrimStart('-'), k[0] == '-')).ToList();
        Assert.Equal(ids, string.Join(',', ((Column<int>)Nine.SortBy(keys)["id"]).Values.ToArray()));
    }

    [Fact]
    public async Task A_filter_keeps_the_rows_that_data_filter_would_keep_and_counts_them()
    {
        var address = await server.UploadAsync(Nine);
        var page = await server.GetAsync($"{address}/rows".With(("filter", "value <= 2 and name != 'B'"), ("limit", "2"), ("sort", "-id")));
        Assert.Equal(Nine.Filter("value <= 2 and name != 'B'").RowCount, page["total"]!.GetValue<int>());
        Assert.Equal(["7", "6"], page.Cells("id"));
    }

    [Fact]
    public async Task Pages_of_a_large_table_are_the_same_from_its_first_rows_and_from_the_whole_order()
    {
        const int Rows = 2_100_000;
        var random = new SeededRandom(5);
        var keys = Enumerable.Range(0, Rows).Select(_ => (int)(random.NextDouble() * 1_000_000)).ToArray();
        var table = Table.Of(("key", Column.Of(keys)), ("id", Column.Of(Enumerable.Range(0, Rows).ToArray())));
        var expected = ((Column<int>)table.SortBy([new("key", true)])["id"]).Values.ToArray();
        var address = await server.UploadAsync(table);
        foreach (var offset in new[] { 0, 19_900, 20_100, 1_000_000, Rows - 50, 100 })
        {
            var page = await server.GetAsync($"{address}/rows?sort=-key&columns=id&limit=100&offset={offset}");
            Assert.Equal(expected.Skip(offset).Take(100).Select(i => $"{i}"), page.Cells("id"));
            Assert.Equal(Rows, page["total"]!.GetValue<int>());
        }

        var filtered = await server.GetAsync($"{address}/rows".With(("filter", "key < 10"), ("sort", "key"), ("limit", "500")));
        Assert.Equal(keys.Count(k => k < 10), filtered["total"]!.GetValue<int>());
        Assert.Equal(keys.Where(k => k < 10).Order().Take(500).Select(k => $"{k}"), filtered.Cells("key"));
    }

    [Fact]
    public async Task Names_with_commas_quotes_and_a_minus_are_named_in_quotes()
    {
        var address = await server.UploadAsync(Table.Of(("a,b", Column.Of(2, 1)), ("-x\"y", Column.Of(1, 2)), ("plain", Column.Of(7, 8))));
        var page = await server.GetAsync($"{address}/rows".With(("columns", "\"-x\"\"y\",plain,\"a,b\""), ("sort", "-\"-x\"\"y\"")));
        Assert.Equal(["-x\"y", "plain", "a,b"], page["columns"]!.AsArray().Select(c => c!.GetValue<string>()));
        Assert.Equal(["8", "7"], page.Cells("plain"));
    }

    [Fact]
    public async Task A_long_text_is_cut_off_and_says_so_unless_it_is_asked_for_whole()
    {
        var text = new string('x', 499) + "😀" + new string('y', 1000);
        var address = await server.UploadAsync(Table.Of(("text", Column.Of(text))));
        var page = await server.GetAsync($"{address}/rows");
        Assert.Equal(new string('x', 499), page["rows"]![0]![0]!.GetValue<string>());
        Assert.Equal(text.Length, page["cut"]![0]!["characters"]!.GetValue<int>());
        Assert.Equal(text, (await server.GetAsync($"{address}/rows?whole=true"))["rows"]![0]![0]!.GetValue<string>());
    }

    [Theory]
    [InlineData("filter=valu%20%3E%201", "IF331", "Did you mean 'value'?")]
    [InlineData("filter=value%20%3E", "IF330", null)]
    [InlineData("filter=value%20%2B%201", "IF333", null)]
    [InlineData("sort=-nam", "IF201", "Did you mean 'name'?")]
    [InlineData("columns=id,Id", "IF201", "Did you mean 'id'?")]
    [InlineData("limit=501", "IF582", null)]
    [InlineData("limit=0", "IF582", null)]
    [InlineData("offset=-1", "IF582", null)]
    public async Task What_is_wrong_with_a_question_is_said_with_the_parameter_it_stands_in(string query, string rule, string? expected)
    {
        var answer = (await server.SendAsync(HttpMethod.Get, $"{await server.UploadAsync(Nine)}/rows?{query}")).Refuses(422, rule);
        var finding = answer.Findings.First(f => f["rule"]!.GetValue<string>() == rule);
        Assert.Equal(query[..query.IndexOf('=', StringComparison.Ordinal)], finding["port"]!.GetValue<string>());
        Assert.Contains(expected ?? "", finding["expected"]?.GetValue<string>() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wide_table_shows_its_first_columns_unless_others_are_named()
    {
        var address = await server.UploadAsync(Table.Of([.. Enumerable.Range(0, 1000).Select(i => ($"c{i}", (Column)Column.Of(i)))]));
        Assert.Equal(200, (await server.GetAsync($"{address}/rows"))["columns"]!.AsArray().Count);
        Assert.Equal(["999"], (await server.GetAsync($"{address}/rows?columns=c999")).Cells("c999"));
        (await server.SendAsync(HttpMethod.Get, $"{address}/rows?limit=500&columns={string.Join(',', Enumerable.Range(0, 300).Select(i => $"c{i}"))}")).Refuses(422, "IF582");
    }

    [Fact]
    public async Task Columns_are_asked_for_by_place_however_long_their_names_are()
    {
        var names = Enumerable.Range(0, 65).Select(i => $"{new string('列', 400)}{i}").ToArray();
        var address = await server.UploadAsync(Table.Of([.. names.Select((name, i) => (name, (Column)Column.Of(i)))]));
        Assert.Equal(names[30..60], (await server.GetAsync($"{address}/rows?places=30-59"))["columns"]!.AsArray().Select(c => c!.GetValue<string>()));
        Assert.Equal(["60", "61", "62", "63", "64"], (await server.GetAsync($"{address}/rows?places=60-89"))["rows"]![0]!.AsArray().Select(c => c!.ToString()));
        Assert.Equal(names[60..], (await server.GetAsync($"{address}/statistics?places=60-89"))["columns"]!.AsArray().Select(c => c!["name"]!.GetValue<string>()));
        Assert.Empty((await server.GetAsync($"{address}/rows?places=65-94"))["columns"]!.AsArray());
        foreach (var query in new[] { "places=3-2", "places=-1", "places=a-b", "places=1", "places=0-1&columns=x" })
        {
            Assert.Contains((await server.SendAsync(HttpMethod.Get, $"{address}/rows?{query}")).Refuses(422, "IF582").Findings, f => f["port"]!.GetValue<string>() == "places");
        }
    }

    [Fact]
    public async Task Cells_of_files_that_others_wrote_are_shown_to_their_last_digit()
    {
        var path = Path.Combine(server.Files.Root, "foreign.parquet");
        NodeReaders.Ask("ask.mjs", new JsonArray($"""
            COPY (SELECT 9007199254740993::BIGINT AS whole, 18014398509481985::UBIGINT AS unsigned, 0.1::FLOAT AS single, -0.0::DOUBLE AS zero, 'NaN'::DOUBLE AS nan,
                   123.45::DECIMAL(9,2) AS price, make_timestamp_ns(1700000000123456789) AS nanos, '12345678-9abc-def0-1234-56789abcdef0'::UUID AS uuid,
                   DATE '0001-01-01' AS day, TIME '12:34:56.789' AS time, '' AS empty, NULL::VARCHAR AS none, 'a' || chr(10) || 'b' AS lines, [1, 2] AS tags)
            TO '{path}' (FORMAT parquet)
            """));
        var upload = (await server.UploadAsync("foreign.parquet", await File.ReadAllBytesAsync(path))).Succeeds(201).Json;
        Assert.Equal(["IF350 tags"], upload["findings"]!.AsArray().Select(f => $"{f!["rule"]} {f["tableColumn"]}"));
        var page = await server.GetAsync($"/api/checkpoints/{upload["digest"]}/rows");
        Assert.Equal(
            """["9007199254740993","18014398509481985",0.1,-0,"NaN",123.45,"2023-11-14 22:13:20.123456Z","12345678-9abc-def0-1234-56789abcdef0","0001-01-01",45296789000,"",null,"a\nb"]""",
            page["rows"]![0]!.ToJsonString());
    }
}
