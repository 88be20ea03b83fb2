import { enumValues } from '../../knowledge/enums.ts';
import { wordProblem } from '../enumProblems.ts';
import type { ValueJudge, ValueProblem } from '../judge.ts';
import { filenameIsValid, pathIsAbsolute, pathIsValid } from '../paths.ts';
import { quoted, warning } from '../problem.ts';
import { EXTRACT, extractManyWords, splitWords, type Word } from '../words.ts';
import { syntaxProblem } from './paths.ts';
import { fdNameMessage, isFdName } from './strings.ts';

const EXCLUSIVE = ['read-only', 'append', 'truncate'];

/** `config_parse_open_file` with `open_file_parse` of shared/open-file.c: `PATH[:NAME[:OPTION,...]]`. */
export const openFile: ValueJudge = (value, _row, context) => {
  if (value === '') return [];
  const split = extractManyWords(value, ':', EXTRACT.DONT_COALESCE_SEPARATORS | EXTRACT.CUNESCAPE, 3);
  if (split === undefined || (split.next !== undefined && split.next < value.length)) {
    return syntaxProblem(value, context.key, 'PATH:NAME:OPTIONS');
  }
  const [path, name, options] = split.words;
  const problem =
    optionsProblem(options, context.key, context.version) ?? pathProblem(path!, name) ?? nameProblem(path!, name);
  return problem ? [problem] : [];
};

function pathProblem(path: Word, name: Word | undefined): ValueProblem | undefined {
  const named = name !== undefined && name.word !== '';
  if (pathIsAbsolute(path.word) && pathIsValid(path.word) && (named || lastComponent(path.word) !== undefined)) {
    return undefined;
  }
  const message = pathIsAbsolute(path.word)
    ? `${quoted(path.word)} names no file; write the absolute path of one.`
    : `OpenFile= takes an absolute path, but ${quoted(path.word)} begins with no slash.`;
  return warning('value.path', path.start, path.end, message);
}

/** `path_extract_filename`: undefined for the root and for a path that ends in `..`. */
function lastComponent(path: string): string | undefined {
  const last = path.split('/').findLast((part) => part !== '' && part !== '.');
  return last !== undefined && filenameIsValid(last) ? last : undefined;
}

function nameProblem(path: Word, name: Word | undefined): ValueProblem | undefined {
  const given = name?.word || lastComponent(path.word)!;
  if (isFdName(given)) return undefined;
  const place = name?.word ? name : path;
  return warning('value.fd-name', place.start, place.end, fdNameMessage(given));
}

function optionsProblem(options: Word | undefined, key: string, version: number): ValueProblem | undefined {
  if (options === undefined) return undefined;
  const known = enumValues('open_file_flags', version);
  const { words } = splitWords(options.word, ',');
  const unknown = words.find((option) => !known.includes(option.word));
  if (unknown) return wordProblem(unknown.word, options.start + unknown.start, known, key, options.start + unknown.end);
  const given = words.map((option) => option.word);
  if (new Set(given).size === given.length && given.filter((word) => EXCLUSIVE.includes(word)).length <= 1)
    return undefined;
  const message = 'Give each option once, and only one of read-only, append and truncate.';
  return warning('value.option-conflict', options.start, options.end, message);
}
