using System.Globalization;
using System.Text.Json;

namespace IrisFlow.Fuzzing;

/// <summary>The process in which files are read. It may die of one: the file that it died of lies in its folder then.</summary>
internal static class Worker
{
    /// <summary>Reads the changed files of a seed, beginning with one number and with a step to the next, until it is stopped.</summary>
    public static void Change(Target target, long seed, long first, long step, string folder)
    {
        WarmUp(target, folder);
        using var judge = new Judge();
        for (var number = first; ; number += step)
        {
            var input = target.Make(seed, number);
            Read(judge, folder, $"{number}.{target.Extension}", input);
            if (((number / step) & 31) == 0)
            {
                Console.WriteLine(number.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>Reads the files named on stdin, one a line, and answers each with a line, which is empty where nothing is wrong.</summary>
    public static void ReadFiles(Target target, string folder)
    {
        WarmUp(target, folder);
        using var judge = new Judge();
        while (Console.ReadLine() is { } file)
        {
            var wrong = judge.Try(file, target.Ways);
            Console.WriteLine(JsonSerializer.Serialize(wrong));
        }
    }

    /// <summary>Reads the changed file of one number, and says what is wrong with it.</summary>
    public static List<string> Replay(Target target, long seed, long number, string folder)
    {
        WarmUp(target, folder);
        using var judge = new Judge();
        var input = target.Make(seed, number);
        var path = Path.Combine(folder, $"{number}.{target.Extension}");
        File.WriteAllBytes(path, input.Bytes);
        return judge.Try(path, input.Ways, input.Only);
    }

    private static void Read(Judge judge, string folder, string name, Input input)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, input.Bytes);
        var wrong = judge.Try(path, input.Ways, input.Only);
        if (wrong.Count > 0)
        {
            Console.WriteLine($"{name} {JsonSerializer.Serialize(wrong)}");
            File.Move(path, path + ".wrong");
        }
        else
        {
            File.Delete(path);
        }
    }

    // Code that is compiled takes time and memory once, which is not the fault of the file that is read first.
    private static void WarmUp(Target target, string folder)
    {
        foreach (var (_, bytes) in target.Good)
        {
            var path = Path.Combine(folder, "good." + target.Extension);
            File.WriteAllBytes(path, bytes);
            foreach (var way in target.Ways)
            {
                try
                {
                    way.Read(path);
                }
                catch (IrisFlowException)
                {
                    // Not every good file is one that we read.
                }
            }

            File.Delete(path);
        }
    }
}
