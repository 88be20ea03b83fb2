import { enumValues } from '../../knowledge/enums.ts';
import type { ValueJudge, ValueProblem } from '../judge.ts';
import { badQuoting, complain, notOneOf, unlessEmpty } from './complaints.ts';
import { absolutePath } from './paths.ts';
import { slicePiece, takePieces, wholePiece } from './pieces.ts';

/** `bpf_delegate_from_string` of core/namespace.c: `any`, or names between commas; an empty value delegates nothing. */
function delegateJudge(name: string): ValueJudge {
  return (value, _row, context) => {
    if (value === 'any') return [];
    const words = enumValues(name, context.version);
    const { pieces, invalid } = takePieces(wholePiece(value), 0, ',');
    const problems = pieces
      .filter((piece) => !words.includes(piece.text))
      .map((piece) => notOneOf(piece, words, context));
    return invalid ? [...problems, badQuoting(invalid, context)] : problems;
  };
}

const foreignProgram: ValueJudge = (value, _row, context) => {
  const whole = wholePiece(value);
  const { pieces, next, invalid } = takePieces(whole, 0, ':', 0, 1);
  if (invalid) return [badQuoting(invalid, context)];
  const type = pieces[0];
  if (!type || next === undefined) {
    const message = `'${value}' is no BPF program; write TYPE:PATH, such as egress:/sys/fs/bpf/prog.`;
    return [complain(whole, 'value.bpf-program', message)];
  }
  const types = enumValues('bpf_cgroup_attach_type', context.version);
  if (!types.includes(type.text)) return [notOneOf(type, types, context)];
  const problems: ValueProblem[] = [];
  absolutePath(slicePiece(whole, next), context, problems);
  return problems;
};

const filterPath: ValueJudge = (value, _row, context) => {
  const problems: ValueProblem[] = [];
  absolutePath(wholePiece(value), context, problems);
  return problems;
};

/** Parsers of BPF programs and of rights on BPF. */
export const bpfJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_bpf_delegate_attachments: delegateJudge('bpf_delegate_attach_type'),
  config_parse_bpf_delegate_commands: delegateJudge('bpf_delegate_cmd'),
  config_parse_bpf_delegate_maps: delegateJudge('bpf_delegate_map_type'),
  config_parse_bpf_delegate_programs: delegateJudge('bpf_delegate_prog_type'),
  config_parse_bpf_foreign_program: unlessEmpty(foreignProgram),
  config_parse_ip_filter_bpf_progs: unlessEmpty(filterPath),
};
